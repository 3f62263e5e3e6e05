create function guest.outages_list(
    p_street lib.search default null,
    p_number text default null
)
returns table (
    title text,
    state lib.state,
    place text,
    starts_at timestamptz,
    until lib.due,
    body lib.note,
    _icon text,
    _badge_state text,
    _badge_until text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Announced outages, now and to come, by street and house; one by its number (the QR code of a sheet), its end too. No personal data.
*/
begin
    return query
    select
        case
            when o.starts_at > lib.moment() then case when lib.language() = 'en' then u.title_en else u.title::text end
            when lib.language() = 'en' then u.said_en
            else u.said
        end,
        cabinet.said('outage.state.' || s.stage)::lib.state,
        talk.outage_places_said(o.outage_id, lib.language(), 12), o.starts_at, coalesce(o.ended_at, o.planned_end)::lib.due,
        case when lib.language() = 'en' then coalesce(m.body_en, m.body) else m.body end::lib.note, u.icon,
        case s.stage when 'now' then case o.kind when 'emergency' then 'bad' else 'warn' end when 'overdue' then 'warn'
            when 'planned' then 'info' when 'ended' then 'ok' else 'muted' end,
        case when s.stage = 'overdue' then 'warn' end
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    cross join lateral (
        select l.body, l.body_en
        from talk.outage_messages as l
        where l.outage_id = o.outage_id and l.sent_at <= lib.moment()
        order by l.version desc limit 1
    ) as m
    cross join lateral (
        select case
            when o.state in ('ended', 'cancelled') then o.state
            when o.starts_at > lib.moment() then 'planned'
            when o.planned_end <= lib.moment() then 'overdue'
            else 'now'
        end as stage
    ) as s
    where
        case when p_number is not null then o.number::text = p_number else o.state = 'announced' and (
            coalesce(trim(p_street), '') = '' or exists (
                select from talk.outage_places as p
                join people.house_search(p_street) as h on h.house_id = p.house_id
                where p.outage_id = o.outage_id
            )) end
    order by o.starts_at > lib.moment(), o.starts_at
    limit 50;
end
$$;
comment on function guest.outages_list(lib.search, text) is 'Отключения
@kind cards
@filter p_street
@field p_street Улица и дом
@placeholder p_street Садовая 12
@bold title state
@column title -
@column place Где
@column starts_at С
@column until До
@column body -
@empty По этому адресу отключений нет
@short o p_number
@public';

create function guest.outages_now()
returns table (
    title text,
    state lib.state,
    place text,
    until lib.due,
    _icon text,
    _badge_state text,
    _badge_until text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is off now, for the first page. */
begin
    return query
    select l.title, l.state, l.place, l.until, l._icon, l._badge_state, l._badge_until, '/guest/outages'
    from guest.outages_list() as l
    where l.starts_at <= lib.moment()
    limit 5;
end
$$;
comment on function guest.outages_now() is 'Сейчас отключено
@kind cards
@bold title state
@column title -
@column place Где
@column until До
@empty Сейчас всё работает
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'outages', p_title => 'Отключения',
    p_blocks => 'outages_list',
    p_icon => 'plug', p_menu => 15);
