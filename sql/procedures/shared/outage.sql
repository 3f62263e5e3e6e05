create function shared.outage_card(
    p_outage lib.outage_ref
)
returns table (
    said text,
    state lib.state,
    place text,
    starts_at timestamptz,
    until lib.due,
    ended_at timestamptz,
    reason text,
    works_owner text,
    late_reason text,
    told integer,
    answers text,
    author text,
    order_number text,
    _link_order_number text,
    _icon text,
    _badge_state text,
    _badge_until text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The outage: what, where, from, until, why; how many know, what flats answer; below it what may be done. */
begin
    return query
    select
        case when lib.language() = 'en' then u.said_en else u.said end, cabinet.said('outage.state.' || s.stage)::lib.state,
        talk.outage_places_said(o.outage_id, lib.language(), 20), o.starts_at,
        case when o.state = 'announced' then o.planned_end end::lib.due, o.ended_at, o.reason::text, o.works_owner,
        l.reason::text,
        (select max(m.people_count) from talk.outage_messages as m where m.outage_id = o.outage_id),
        case when a.me_too + a.back + a.still_out > 0 then cabinet.said('outage.answers', jsonb_build_object(
            'too', a.me_too, 'back', a.back, 'still', a.still_out)) end,
        (select c.short_name from people.contacts_for(array[o.user_id]) as c),
        '№ ' || r.number, 'order?order=' || r.order_id, u.icon,
        case s.stage when 'overdue' then 'bad' when 'now' then case o.kind when 'emergency' then 'bad' else 'warn' end
            when 'planned' then 'info' when 'waits' then 'info' when 'ended' then 'ok' else 'muted' end,
        case s.stage when 'overdue' then 'bad' end,
        cabinet.said('outage.title', jsonb_build_object(
            'number', o.number, 'said', case when lib.language() = 'en' then u.said_en else u.said end)),
        o.version,
        array_remove(array[
            case when o.state = 'announced' and o.starts_at <= lib.moment() then 'outage_end?outage=' || o.outage_id end,
            case when o.state = 'announced' then 'outage_extend?outage=' || o.outage_id end,
            case when o.state = 'announced' then 'outage_correct?outage=' || o.outage_id end,
            case when o.state <> 'draft' then 'outage_sheet_print?outage=' || o.outage_id end,
            case when o.state = 'announced' and o.starts_at > lib.moment() then 'outage_cancel?outage=' || o.outage_id end,
            case when o.state = 'draft' then 'outage_new?outage=' || o.outage_id end,
            case when o.state = 'draft' then 'outage_cancel?outage=' || o.outage_id end
        ], null)
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    left join talk.outage_late as l on l.outage_id = o.outage_id
    left join desk.orders as r on r.order_id = o.order_id
    cross join talk.outage_answered(p_outage) as a
    cross join lateral (
        select case
            when o.state in ('draft', 'ended', 'cancelled') then o.state
            when o.announced_at > lib.moment() then 'waits'
            when o.planned_end <= lib.moment() then 'overdue'
            when o.starts_at > lib.moment() then 'planned'
            else 'now'
        end as stage
    ) as s
    where o.outage_id = p_outage;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.outage_card(lib.outage_ref) is 'Отключение
@kind card
@bold said state
@column said -
@column place Где
@column starts_at С
@column until До
@column ended_at Закончено
@column reason Причина
@column works_owner Работы ведёт
@column late_reason Почему предупредили поздно
@column told Оповещено
@column answers Ответы жителей
@column author Объявил
@column order_number Из заявки';

create function shared.outage_thread(
    p_outage lib.outage_ref
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was told, newest first; a sent message is never edited. */
begin
    return query
    select
        m.sent_at,
        cabinet.said('outage.message.' || m.kind, jsonb_build_object('until', desk.moment_said(m.planned_end)))
        || case when m.sent_at > lib.moment() then ' · ' || cabinet.said('outage.state.waits') else '' end,
        case when lib.language() = 'en' then coalesce(m.body_en, m.body) else m.body end::text,
        concat_ws(', ', (select c.short_name from people.contacts_for(array[m.user_id]) as c),
            cabinet.said('outage.people', jsonb_build_object('n', m.people_count))),
        case m.kind when 'announced' then 'megaphone' when 'extended' then 'clock-history' when 'ended' then 'check-circle'
            when 'cancelled' then 'x-circle' else 'pencil' end,
        case m.kind when 'ended' then 'ok' when 'extended' then 'warn' when 'cancelled' then 'muted' else 'info' end
    from talk.outage_messages as m
    where m.outage_id = p_outage
    order by m.version desc;
end
$$;
comment on function shared.outage_thread(lib.outage_ref) is 'Что сообщили
@kind timeline
@hide_empty';

create function shared.outage_orders(
    p_outage lib.outage_ref
)
returns table (
    number_text text,
    title text,
    place_text text,
    state lib.state,
    linked text,
    _badge_state text,
    _icon_state text,
    _badge_linked text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders that the outage explains: open ones linked and offered, then those its end answered. */
begin
    return query
    select
        v.number_text, v.title, v.place_text, v.state, cabinet.said('outage.order.' || w.as), v._badge_state, v._icon_state,
        case w.as when 'offered' then 'warn' else 'ok' end, 'order?order=' || w.order_id
    from (
        select f.order_id, case when f.linked then 'linked' else 'offered' end as "as" from talk.outage_orders(p_outage) as f
        union all
        select r.order_id, 'answered' from desk.orders as r where r.outage_id = p_outage and not r.open
    ) as w
    cross join lateral (
        select
            desk.order_number(o.number) as number_text, desk.order_title(o.service_id, o.title) as title, st.badge as _badge_state, st.icon as _icon_state,
            case when lib.language() = 'en' then st.title_en else st.title end::lib.state as state,
            h.street || ', ' || h.number || coalesce(', ' || cabinet.said('label.flat_short') || ' ' || p.number, '') as place_text
        from desk.orders as o
        join desk.states as st on st.state = o.state
        join estate.houses as h on h.house_id = o.house_id
        left join estate.premises as p on p.premise_id = o.premise_id
        where o.order_id = w.order_id
    ) as v
    order by w.as <> 'offered', v.number_text;
end
$$;
comment on function shared.outage_orders(lib.outage_ref) is 'Заявки
@bold title number_text state
@column number_text Номер
@column title Что
@column place_text Место
@column linked Связь
@hide_empty
@personal';

create function shared.outage_coverage(
    p_outage lib.outage_ref
)
returns table (
    title text,
    value text,
    note text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who knows and who does not. */
begin
    return query
    select cabinet.said('outage.coverage.' || t.code), t.value, t.note, t.badge
    from talk.outage_reach(p_outage) as r
    cross join lateral (values
        (1, 'people', r.people::text, null::text, null::text),
        (2, 'email', r.by_email::text, null, null),
        (3, 'silent', r.flats_silent::text, cabinet.said('outage.coverage.of_flats', jsonb_build_object('n', r.flats)),
            case when r.flats_silent > 0 then 'warn' else 'ok' end)
    ) as t (n, code, value, note, badge)
    order by t.n;
end
$$;
comment on function shared.outage_coverage(lib.outage_ref) is 'Кто узнал
@kind tiles
@bold title value
@column note -';

create function shared.outage_boards(
    p_outage lib.outage_ref
)
returns table (
    entrance text,
    flats_silent integer,
    state lib.state,
    hung_at timestamptz,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sheets in the entrances where a flat is reached by no channel: print, hang, mark. */
begin
    return query
    select
        d.house || ', ' || cabinet.said('outage.entrance', jsonb_build_object('n', d.entrance)), d.flats_silent,
        cabinet.said('outage.board.' || case
            when d.hung_at is not null then 'hung' when d.hung_version is not null then 'old' else 'none' end)::lib.state,
        d.hung_at, case when d.hung_at is not null then 'ok' else 'warn' end,
        case when d.hung_at is null then array['outage_hung?outage=' || p_outage || '&entrance=' || d.entrance_id] end
    from talk.outage_boards_due(p_outage) as d
    join talk.outages as o on o.outage_id = p_outage and o.state <> 'draft';
end
$$;
comment on function shared.outage_boards(lib.outage_ref) is 'Листы в подъезды
Здесь есть квартиры, до которых не дойдёт ни одно сообщение.
@bold entrance state
@column entrance Подъезд
@column flats_silent Квартир без связи
@column state Лист
@column hung_at Повесили
@export no
@hide_empty';

create function shared.outage_hours(
    p_outage lib.outage_ref
)
returns table (
    address text,
    place text,
    hours lib.hours,
    planned_hours lib.hours,
    emergency_hours lib.hours,
    month_allowed lib.hours,
    over_month lib.hours,
    longest_hours lib.hours,
    once_allowed lib.hours,
    _badge_over_month text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours without this utility in the month of the outage, in its houses, all outages together, against what the law allows. */
begin
    return query
    select
        h.street || ', ' || h.number,
        coalesce(nullif(concat_ws(
            ', ',
            case when e.number is not null then cabinet.said('outage.entrance', jsonb_build_object('n', e.number)) end,
            case when i.riser is not null then cabinet.said('outage.riser', jsonb_build_object('n', i.riser)) end
        ), ''), cabinet.said('outage.whole_house')),
        i.hours::lib.hours, i.planned_hours::lib.hours, i.emergency_hours::lib.hours, i.month_allowed::lib.hours,
        i.over_month::lib.hours, i.longest_hours::lib.hours, i.once_allowed::lib.hours,
        case when i.over_month > 0 then 'bad' end, 'house?house=' || h.house_id
    from talk.outages as o
    join estate.houses as h on h.house_id in (
        select p.house_id from talk.outage_places as p where p.outage_id = o.outage_id
    )
    cross join lateral talk.hours_seen(
        h.house_id, (least(coalesce(o.ended_at, lib.moment()), lib.moment()) at time zone h.time_zone)::date) as i
    left join estate.entrances as e on e.entrance_id = i.entrance_id
    where o.outage_id = p_outage and o.state in ('announced', 'ended') and i.utility = o.utility
    order by h.street, h.number, e.number nulls first, i.riser nulls first
    limit 100;
end
$$;
comment on function shared.outage_hours(lib.outage_ref) is 'Часы без услуги за месяц
Все отключения этой услуги вместе: наложения посчитаны один раз.
@bold address hours over_month
@column address Дом
@column place Где
@column hours Часов
@column planned_hours Планово
@column emergency_hours Аварийно
@column month_allowed Можно за месяц
@column over_month Сверх нормы
@column longest_hours Самое долгое
@column once_allowed Можно подряд
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage', p_title => 'Отключение',
    p_blocks => 'outage_card outage_link outage_orders outage_thread | outage_coverage outage_boards outage_hours',
    p_icon => 'plug', p_up => 'outages');
