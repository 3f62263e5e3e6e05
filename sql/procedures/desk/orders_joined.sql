create function desk.orders_joined(
    p_closed_days integer default 7
)
returns table (
    order_id bigint,
    house_id bigint,
    service_id bigint,
    place text,
    entrance_id bigint,
    state text,
    waiting_reason text,
    due_at timestamptz,
    on_way_at timestamptz,
    started_at timestamptz,
    deferred_until timestamptz,
    completed_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Orders that the acting person joined, open or done within p_closed_days, in houses that they still see: what, where,
state and term, never who reported it, from which flat, or what was written. Only ids and codes leave.
*/
begin
    return query
    select
        o.order_id, o.house_id, o.service_id, o.place, o.entrance_id, o.state, o.waiting_reason, o.due_at, o.on_way_at,
        o.started_at, o.deferred_until, o.completed_at
    from desk.order_joins as j
    join desk.orders as o on o.order_id = j.order_id
    where
        j.user_id = (select people.me())
        and o.house_id = any (array(select v.id from people.visible_houses() as v (id)))
        and (o.open or o.completed_at > lib.moment() - make_interval(days => p_closed_days));
end
$$;
comment on function desk.orders_joined(integer) is 'Orders that the acting person joined, without persons and flats
@decides';
