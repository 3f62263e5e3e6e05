create function desk.order_steps(
    p_order lib.order_ref
)
returns table (
    title text,
    note text,
    happened_at timestamptz,
    _done boolean,
    _current boolean,
    _icon text
)
language plpgsql
stable
set search_path = ''
as $$
/*
The path of an order: where it is and what is left, from its present state and events. A path that ended otherwise
(declined) or stands aside (waiting, deferred) shows that step in its place.
*/
declare
    v_order desk.orders;
begin
    select o.* into v_order from desk.orders as o where o.order_id = p_order and desk.order_seen(p_order);
    if v_order.order_id is null then
        return;
    end if;
    return query
    with path (state, n) as (
        select u.state, u.n
        from unnest(
            case
                when v_order.state = 'declined' then '{new,declined}'::text[]
                when v_order.state = 'deferred' then '{new,deferred,assigned,in_progress,completed,closed}'
                when v_order.state = 'merged' then '{new,merged,completed,closed}'
                when v_order.state = 'waiting' then '{new,assigned,in_progress,waiting,completed,closed}'
                else '{new,assigned,in_progress,completed,closed}'
            end
        ) with ordinality as u (state, n)
    ),

    here as (
        select p.n from path as p where p.state = v_order.state
    ),

    reached as (
        select distinct on (e.to_state) e.to_state, e.happened_at
        from desk.order_events as e
        where e.order_id = p_order and e.to_state is not null
        order by e.to_state, e.event_id desc
    )

    select
        case when lib.language() = 'en' then s.title_en else s.title end,
        case
            when p.state = 'assigned' and p.n <= here.n then (
                select f.name::text from people.staff as f where f.staff_id = v_order.assignee_id
            )
            when p.state = 'waiting' then (
                select case when lib.language() = 'en' then w.title_en else w.title end
                from desk.waiting_reasons as w where w.waiting_reason = v_order.waiting_reason
            )
            when p.state = 'merged' then (
                select '№ ' || l.number from desk.order_linked(p_order) as l where l.relation = 'main'
            )
        end,
        case when p.n <= here.n then coalesce(
            r.happened_at, case when p.state = 'new' then v_order.created_at end
        ) end,
        p.n < here.n or (p.n = here.n and s.terminal), p.n = here.n and not s.terminal, s.icon
    from path as p
    cross join here
    join desk.states as s on s.state = p.state
    left join reached as r on r.to_state = p.state
    order by p.n;
end
$$;
comment on function desk.order_steps(lib.order_ref) is 'The path of an order and where it is';
