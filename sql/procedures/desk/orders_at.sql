create function desk.orders_at(
    p_on date,
    p_zone bigint default null,
    p_state text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    order_id bigint,
    state text,
    assignee_id bigint,
    since timestamptz,
    total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Orders that were open at the end of a day, in the state they stood in then, and who had them, out of their events; the
longest waiting first. Under the walls of the calling cabinet. At most 92 days back: further away are the closed months.
total counts 1,001 beyond the page at most.
*/
declare
    v_end timestamptz := (greatest(p_on, people.today() - 92) + 1)::timestamp
        at time zone coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
begin
    return query
    with candidates as (
        select o.order_id, o.created_at
        from desk.orders as o
        where o.open and o.created_at < v_end and (p_zone is null or o.zone_id = p_zone)
        union all
        select o.order_id, o.created_at
        from desk.orders as o
        where o.state = 'completed' and o.created_at < v_end and (p_zone is null or o.zone_id = p_zone)
        union all
        select o.order_id, o.created_at
        from desk.orders as o
        where o.closed_at >= v_end and o.created_at < v_end and (p_zone is null or o.zone_id = p_zone)
        order by created_at, order_id  -- so that no more of them are looked at than are counted
    ),

    stood as (
        select c.order_id, c.created_at, e.to_state, e.happened_at
        from candidates as c
        cross join lateral (
            select v.to_state, v.happened_at
            from desk.order_events as v
            where v.order_id = c.order_id and v.to_state is not null and v.happened_at < v_end
            order by v.event_id desc
            limit 1
        ) as e
        join desk.states as s on s.state = e.to_state and s.open
        where p_state is null or e.to_state = p_state
        order by c.created_at, c.order_id
        limit p_offset + greatest(p_limit, 1001)
    ),

    page as (
        select t.*, count(*) over () as total, row_number() over (order by t.created_at, t.order_id) as place from stood as t
    )

    select
        g.order_id, g.to_state, (
            select coalesce(v.details ->> 'assignee_id', v.details ->> 'staff_id')::bigint
            from desk.order_events as v
            where
                v.order_id = g.order_id and v.happened_at < v_end and v.kind in ('routed', 'moved', 'reassigned', 'returned')
            order by v.event_id desc
            limit 1
        ),
        g.happened_at, g.total
    from page as g
    where g.place > p_offset
    order by g.place
    limit p_limit;
end
$$;
comment on function desk.orders_at(date, bigint, text, integer, integer) is 'Orders as they stood at the end of a day';
