create function shared.outages_tiles()
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where what is off and who does not know: now, past their end, ahead, flats that no channel reaches. */
begin
    return query
    with here as materialized (
        select o.outage_id, o.stage, o.people from talk.outage_list(p_tab => 'all', p_limit => 1000) as o
        where o.stage in ('now', 'overdue', 'planned', 'waits', 'draft')
    )

    select cabinet.said('outage.tile.' || t.code), t.value::text, t.note, t.badge, 'outages?tab=' || t.tab
    from (
        select
            count(*) filter (where h.stage in ('now', 'overdue', 'waits')) as on_now,
            count(*) filter (where h.stage = 'overdue') as late,
            count(*) filter (where h.stage = 'planned') as ahead,
            count(*) filter (where h.stage = 'draft') as drafts,
            sum(h.people) filter (where h.stage in ('now', 'overdue')) as told
        from here as h
    ) as s
    cross join lateral (
        select sum(r.flats_silent) as silent
        from here as h
        cross join lateral talk.outage_reach(h.outage_id) as r
        where h.stage in ('now', 'overdue')
    ) as c
    cross join lateral (values
        (1, 'now', s.on_now, cabinet.said('outage.tile.told', jsonb_build_object('n', coalesce(s.told, 0))),
            case when s.on_now > 0 then 'warn' end, 'now'),
        (2, 'overdue', s.late, null, case when s.late > 0 then 'bad' end, 'overdue'),
        (3, 'planned', s.ahead, null, null, 'planned'),
        (4, 'silent', coalesce(c.silent, 0), cabinet.said('outage.tile.silent_note'), case when c.silent > 0 then 'warn' end, 'now')
    ) as t (n, code, value, note, badge, tab)
    order by t.n;
end
$$;
comment on function shared.outages_tiles() is 'Кто без чего
@kind tiles
@bold title value
@column note -';

create function shared.outages_list(
    p_tab text default 'now',
    p_search lib.search default null,
    p_utility text default null,
    p_kind text default null,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    place text,
    starts_at timestamptz,
    until lib.due,
    state lib.state,
    orders bigint,
    told integer,
    me_too bigint,
    number_text text,
    _icon text,
    _badge_state text,
    _badge_until text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outages with what they cost: until when, how many orders, how many were told. A draft leads on to its next step. */
begin
    return query
    select
        o.title || ', ' || lower(left(k.said, 1)) || substr(k.said, 2), coalesce(o.place, '—'), o.starts_at,
        coalesce(o.ended_at, o.planned_end)::lib.due, cabinet.said('outage.state.' || o.stage)::lib.state,
        nullif(o.orders, 0), o.people, nullif(o.me_too, 0), '№ ' || o.number, o.icon, o.badge,
        case o.stage when 'overdue' then 'bad' end,
        case when o.stage = 'draft' then 'outage-new?outage=' else 'outage?outage=' end || o.outage_id, o.total
    from talk.outage_list(
        p_tab => p_tab, p_search => p_search, p_utility => p_utility, p_kind => p_kind, p_zone => p_zone, p_house => p_house,
        p_limit => p_limit, p_offset => p_offset
    ) as o
    cross join lateral (select cabinet.said('outage.kind.' || o.kind) as said) as k;
end
$$;
comment on function shared.outages_list(
    text, lib.search, text, text, lib.zone_ref, lib.house_ref, lib.sort_key, integer, integer
) is 'Отключения
Перед отправкой видно, скольким жителям уйдёт сообщение.
@tabs p_tab
@options p_tab outages_tab_options
@filter p_search p_utility p_kind p_zone
@options p_utility outages_utility_options
@options p_kind outages_kind_options
@options p_zone outages_zone_options
@field p_utility Что
@field p_kind Какое
@placeholder p_search Улица и дом или №
@bold title place until state
@column title Что
@column place Где
@column starts_at С
@column until До
@column orders Заявок
@column told Оповещено
@column me_too У меня тоже
@column number_text Номер
@empty Сейчас всё работает
@switch
@create outage_new';

create function shared.outages_plan(
    p_from date,
    p_to date,
    p_zone lib.zone_ref default null
)
returns table (
    title text,
    place text,
    _lane text,
    _start timestamptz,
    _end timestamptz,
    _badge text,
    _link text,
    _tint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outages in the calendar, by utility; days off are tinted. */
begin
    return query
    select
        cabinet.said('outage.kind.' || o.kind) || ' № ' || o.number, o.place, o.utility, o.starts_at,
        coalesce(o.ended_at, greatest(o.planned_end, case when o.stage = 'overdue' then lib.moment() end)), o.badge,
        'outage?outage=' || o.outage_id, null::text
    from talk.outage_list(p_tab => 'all', p_zone => p_zone, p_limit => 2000) as o
    where
        o.stage not in ('draft', 'cancelled')
        and tstzrange(o.starts_at, coalesce(o.ended_at, o.planned_end)) && tstzrange(p_from::timestamptz, p_to::timestamptz)
    union all
    select null, null, null, f.day::timestamptz, (f.day + 1)::timestamptz, null, null, f.title
    from people.days_off(p_from, p_to) as f;
end
$$;
comment on function shared.outages_plan(date, date, lib.zone_ref) is 'Календарь отключений
@kind calendar
@lanes outages_utility_options
@filter p_zone
@options p_zone outages_zone_options
@bold title
@column title Что
@column place Где
@empty На это время отключений нет
@switch';

create function shared.outages_now()
returns table (
    title text,
    state lib.state,
    place text,
    until lib.due,
    _icon text,
    _badge_state text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is off now, for the first pages of the office. */
begin
    return query
    select
        o.title, cabinet.said('outage.state.' || o.stage)::lib.state, o.place, o.planned_end::lib.due, o.icon, o.badge,
        'outage?outage=' || o.outage_id
    from talk.outage_list(p_tab => 'now', p_limit => 5) as o;
end
$$;
comment on function shared.outages_now() is 'Отключения сейчас
@kind cards
@bold title state
@column place Где
@column until До
@hide_empty';

create function shared.outages_tab_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Tabs of the list. */
begin
    return query
    select t.code, cabinet.said('outage.tab.' || t.code)
    from unnest(array['now', 'planned', 'overdue', 'draft', 'past', 'all']) with ordinality as t (code, n)
    order by t.n;
end
$$;
comment on function shared.outages_tab_options() is 'Какие отключения';

create function shared.outages_utility_options()
returns table (
    value text,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Utilities. */
begin
    return query
    select u.utility, case when lib.language() = 'en' then u.title_en else u.title::text end, u.icon
    from estate.utilities as u
    order by u.position;
end
$$;
comment on function shared.outages_utility_options() is 'Услуги';

create function shared.outages_kind_options()
returns table (
    value text,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Planned or emergency. */
begin
    return query
    select k.code, cabinet.said('outage.kind.' || k.code), k.icon
    from (values ('emergency', 'exclamation-triangle'), ('planned', 'calendar-event')) as k (code, icon);
end
$$;
comment on function shared.outages_kind_options() is 'Виды отключений';

create function shared.outages_zone_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones: of a manager his own. */
begin
    return query
    select z.zone_id::text, z.name::text
    from estate.zones as z
    where (select people.sees_all()) or z.zone_id in (select desk.my_zones())
    order by z.name;
end
$$;
comment on function shared.outages_zone_options() is 'Точки';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outages', p_title => 'Отключения',
    p_blocks => 'outages_tiles outages_list outages_plan',
    p_icon => 'plug', p_menu => 25, p_group => 'Работа');
