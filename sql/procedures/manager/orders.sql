create function manager.orders_list(
    p_filter text default 'open',
    p_search lib.search default null,
    p_house lib.house_ref default null,
    p_trade text default null,
    p_state text default null,
    p_assignee lib.staff_ref default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    address text,
    resident text,
    assignee_name text,
    due lib.due,
    state lib.state,
    channel text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
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
/*
Orders of one's zones and one's own. p_filter: mine, open, overdue, waiting, returned, closed; p_trade: trade of the
service. Names of residents only where people.contacts_for lets them out.
*/
begin
    return query
    with listed as materialized (
        select l.*
        from desk.order_list(
            p_search => p_search, p_state => p_state,
            p_filter => case when p_state is null then nullif(p_filter, 'all') end, p_house => p_house,
            p_assignee => p_assignee, p_sort => p_sort, p_limit => p_limit, p_offset => p_offset, p_specialization => p_trade
        ) with ordinality as l
    ),

    named as materialized (
        select c.user_id, c.short_name
        from people.contacts_for(array(select l.resident_id from listed as l where l.resident_id is not null)) as c
    )

    select
        ltrim(l.number_text, '№ '), l.title, l.address, n.short_name, lib.person_short(l.assignee_name), l.due, l.state,
        cabinet.said('said.channel_' || l.channel), l._badge_state, l._icon_state,
        case when s.open then l._badge_due end, 'order?order=' || l.order_id,
        case when s.open then l.order_id end, l.version, l._total
    from listed as l
    join desk.states as s on s.state = l.state
    left join named as n on n.user_id = l.resident_id
    order by l.ordinality;
end
$$;
comment on function manager.orders_list(
    text, lib.search, lib.house_ref, text, text, lib.staff_ref, lib.sort_key, integer, integer
) is 'Заявки
@kind list
@bulk order_assign order_queue order_wait order_merge
@tabs p_filter
@options p_filter orders_filters
@filter p_search p_house p_trade p_assignee
@field p_house Дом
@options p_house orders_houses
@field p_trade Специальность
@options p_trade orders_trades
@field p_assignee Исполнитель
@options p_assignee calendar_people
@placeholder p_search №, адрес, что случилось
@bold title address due state
@column number_text Номер
@column title Что
@column address Адрес
@column resident Житель
@column assignee_name Исполнитель
@column due Срок
@column channel Источник
@field p_filter Какие
@field p_state Состояние
@empty Открытых заявок нет. Новая придёт уведомлением
@switch
@personal
@create order_new';

create function manager.orders_filters()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Tabs of the list: the zone's only for who manages one. */
begin
    return query
    select f.code, cabinet.said('said.manager.filter_' || f.code)
    from unnest(array['open', 'mine', 'overdue', 'waiting', 'returned', 'closed']) as f (code);
end
$$;
comment on function manager.orders_filters() is 'Какие заявки';

create function manager.orders_houses()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses that the person sees. */
begin
    return query
    select h.house_id::text, h.street || ', ' || h.number
    from estate.houses as h
    where h.house_id = any (array(select people.visible_houses()))
    order by h.street, h.number, h.house_id
    limit 500;
end
$$;
comment on function manager.orders_houses() is 'Дома';

create function manager.orders_trades()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Trades. */
begin
    return query
    select t.specialization, case when lib.language() = 'en' then t.title_en else t.title end
    from people.specializations as t
    order by 2;
end
$$;
comment on function manager.orders_trades() is 'Специальности';

create function manager.orders_new()
returns table (
    advice text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The button «Новая заявка». */
begin
    return query select cabinet.said('said.manager.orders_new'), 'plus-circle', array['order_new'];
end
$$;
comment on function manager.orders_new() is 'Увидели поломку сами?
@kind card
@column advice -';

create function manager.orders_lanes(
    p_search lib.search default null,
    p_house lib.house_ref default null,
    p_trade text default null
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
    left join desk.order_list(p_each => 1, p_search => p_search, p_house => p_house, p_specialization => p_trade) as o
        on o.state = s.state
    where not s.terminal
    order by s.position;
end
$$;
comment on function manager.orders_lanes(lib.search, lib.house_ref, text) is 'Столбцы доски';

create function manager.orders_board(
    p_search lib.search default null,
    p_house lib.house_ref default null,
    p_trade text default null
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
        from desk.order_list(p_each => 12, p_search => p_search, p_house => p_house, p_specialization => p_trade) as l
    ),

    moves as (
        select m.order_id, array_agg(m.to_state || ':' || m.act || '?order=' || m.order_id order by m.place) as acts
        from (
            select v.order_id, v.to_state, v.place, case
                when v.to_state = 'assigned' and l.state in ('new', 'assigned') then 'order_assign'
                when v.to_state = 'in_progress' and l.state = 'waiting' then 'order_resume'
                when v.to_state = 'waiting' then 'order_wait'
                when v.to_state = 'deferred' then 'order_defer'
                when v.to_state = 'new' and l.state in ('assigned', 'in_progress', 'deferred') then 'order_queue'
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
comment on function manager.orders_board(lib.search, lib.house_ref, text) is 'Заявки
@kind board
@switch
@lanes orders_lanes
@filter p_search p_house p_trade
@field p_house Дом
@options p_house orders_houses
@field p_trade Специальность
@options p_trade orders_trades
@placeholder p_search №, адрес, что случилось
@bold title
@column title Что
@column address Адрес
@column due Срок
@column assignee_name Исполнитель
@column number_text Номер
@personal';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'orders', p_title => 'Заявки',
    p_blocks => 'orders_list orders_board orders_new',
    p_icon => 'tools', p_menu => 20, p_group => 'Работа', p_phone => true);
