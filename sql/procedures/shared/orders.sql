create function shared.orders_list(
    p_search lib.search default null,
    p_tab text default 'open',
    p_zone lib.zone_ref default null,
    p_assignee lib.staff_ref default null,
    p_house lib.house_ref default null,
    p_state text default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    address text,
    state lib.state,
    due lib.due,
    assignee_name text,
    resident_name text,
    created_at timestamptz,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _badge text,
    _link text,
    _tick bigint,
    _version integer,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders of the company by tab, words and place; open first, emergencies before all, then the nearest term. */
begin
    return query
    with listed as materialized (
        select l.*
        from desk.order_list(
            p_search => p_search, p_state => p_state,
            p_filter => case when p_state is null then nullif(p_tab, 'all') end, p_zone => p_zone, p_house => p_house,
            p_assignee => p_assignee, p_sort => p_sort, p_limit => p_limit, p_offset => p_offset
        ) with ordinality as l
    ),

    named as materialized (
        select c.user_id, c.short_name
        from people.contacts_for(array(
            select distinct l.resident_id from listed as l where l.resident_id is not null
        )) as c
    )

    select
        translate(o.number_text, ' ', chr(160)), o.title, o.address, o.state, o.due,
        regexp_replace(o.assignee_name, '^(\S+) (\S)\S* (\S)\S*$', E'\\1\u00a0\\2.\u00a0\\3.'),
        translate(who.short_name, ' ', chr(160)), o.created_at,
        o._badge_state, o._icon_state, o._badge_due, case when o.emergency and o.overdue then 'bad' end,
        'order?order=' || o.order_id,
        case when s.open then o.order_id end, o.version, o._total
    from listed as o
    join desk.states as s on s.state = o.state
    left join named as who on who.user_id = o.resident_id
    order by o.ordinality;
end
$$;
comment on function shared.orders_list(
    lib.search, text, lib.zone_ref, lib.staff_ref, lib.house_ref, text, lib.sort_key, integer, integer
) is 'Заявки
@bulk order_assign order_term order_requeue order_merge
@tabs p_tab
@options p_tab orders_tab_options
@filter p_search p_zone p_assignee
@options p_zone orders_zone_options
@options p_assignee orders_staff_options
@placeholder p_search Адрес, что случилось, №
@bold title number_text address due state assignee_name
@column number_text Номер
@column title Что
@column resident_name Житель
@column assignee_name Исполнитель
@field p_assignee Исполнитель
@empty Таких заявок нет
@switch
@personal
@create order_new call';

create function shared.orders_past()
returns table (
    say text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way to how it stood on a day. */
begin
    return query select cabinet.said('phrase.orders_past'), 'calendar-event', 'orders-at';
end
$$;
comment on function shared.orders_past() is 'На дату
@kind cards
@bold say
@column say -';

create function shared.orders_tab_options()
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
    select t.code, cabinet.said('phrase.orders_tab.' || t.code)
    from unnest(array['open', 'unassigned', 'overdue', 'threatened', 'waiting', 'returned', 'closed', 'all'])
        as t (code);
end
$$;
comment on function shared.orders_tab_options() is 'Какие заявки';

create function shared.orders_zone_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones. */
begin
    return query select z.zone_id::text, z.name::text from estate.zones as z order by z.name;
end
$$;
comment on function shared.orders_zone_options() is 'Точки';

create function shared.orders_staff_options(
    p_search text default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff who take orders. */
begin
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.employed @> people.today()
        and exists (select from people.staff_specializations as t where t.staff_id = s.staff_id)
        and (coalesce(p_search, '') = '' or s.name ilike '%' || p_search || '%')
    order by s.name
    limit 50;
end
$$;
comment on function shared.orders_staff_options(text) is 'Исполнители';

create function shared.orders_lanes(
    p_search lib.search default null,
    p_zone lib.zone_ref default null,
    p_assignee lib.staff_ref default null,
    p_house lib.house_ref default null
)
returns table (
    value text,
    label text,
    icon text,
    total bigint,
    link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Columns of the board: states that an order passes through, each with its count and the list behind it. */
begin
    return query
    select
        s.state, case when lib.language() = 'en' then s.title_en else s.title end, s.icon,
        coalesce(o._total, 0),
        'orders?state=' || s.state
    from desk.states as s
    left join desk.order_list(
        p_each => 1, p_search => p_search, p_zone => p_zone, p_house => p_house, p_assignee => p_assignee
    ) as o on o.state = s.state
    where not s.terminal
    order by s.position;
end
$$;
comment on function shared.orders_lanes(lib.search, lib.zone_ref, lib.staff_ref, lib.house_ref) is 'Столбцы доски';

create function shared.orders_board(
    p_search lib.search default null,
    p_zone lib.zone_ref default null,
    p_assignee lib.staff_ref default null,
    p_house lib.house_ref default null
)
returns table (
    title text,
    address text,
    due lib.due,
    assignee_name text,
    number_text text,
    _lane text,
    _badge_due text,
    _badge text,
    _link text,
    _version integer,
    _moves text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The first twelve orders of each state as cards; each may go where desk.order_moves lets the acting person take it. */
begin
    return query
    with listed as materialized (
        select l.*
        from desk.order_list(
            p_each => 12, p_search => p_search, p_zone => p_zone, p_house => p_house, p_assignee => p_assignee
        ) as l
    ),

    moves as (
        select m.order_id, array_agg(m.to_state || ':' || m.act || '?order=' || m.order_id order by m.place) as acts
        from (
            select v.order_id, v.to_state, v.place, case
                when v.to_state = 'assigned' then 'order_assign'
                when v.to_state = 'in_progress' and l.state = 'waiting' then 'order_resume'
                when v.to_state = 'deferred' then 'order_defer'
                when v.to_state = 'new' and l.state = 'completed' then 'order_return'
                when v.to_state = 'new' and l.state = 'merged' then 'order_unmerge'
                when v.to_state = 'new' then 'order_requeue'
            end as act
            from desk.orders_moves(array(select l.order_id from listed as l)) as v
            join listed as l on l.order_id = v.order_id
        ) as m
        where m.act is not null
        group by m.order_id
    )

    select
        o.title, o.address, o.due, lib.person_short(o.assignee_name), translate(o.number_text, ' ', chr(160)),
        o.state::text, o._badge_due, case when o.emergency or o.overdue then 'bad' end, 'order?order=' || o.order_id, o.version,
        coalesce(m.acts, '{}')
    from listed as o
    join desk.states as s on s.state = o.state
    left join moves as m on m.order_id = o.order_id
    order by s.position, o.overdue desc, o.due;
end
$$;
comment on function shared.orders_board(lib.search, lib.zone_ref, lib.staff_ref, lib.house_ref) is 'Заявки
@kind board
@switch
@lanes orders_lanes
@filter p_search p_zone p_assignee
@options p_zone orders_zone_options
@options p_assignee orders_staff_options
@placeholder p_search Адрес, что случилось, №
@field p_assignee Исполнитель
@bold title
@column title Что
@column address Адрес
@column due Срок
@column assignee_name Исполнитель
@column number_text Номер
@personal';
