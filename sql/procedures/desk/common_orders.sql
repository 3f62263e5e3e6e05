create function desk.common_orders(
    p_house lib.house_ref default null,
    p_service lib.service_ref default null,
    p_closed_days integer default 0
)
returns table (
    order_id bigint,
    house_id bigint,
    service_id bigint,
    place text,
    entrance_id bigint,
    state text,
    waiting_reason text,
    created_at timestamptz,
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
Orders on what the house has in common (entrance, lift, yard, the whole house) in the houses that the acting person sees:
what, where, state and term, never who reported it, from which flat, or what he wrote. p_closed_days: also those done in
so many days. Only ids and codes leave.
@decides
*/
begin
    return query
    select
        o.order_id, o.house_id, o.service_id, o.place, o.entrance_id, o.state, o.waiting_reason, o.created_at, o.due_at,
        o.on_way_at, o.started_at, o.deferred_until, o.completed_at
    from desk.orders as o
    join desk.places as p on p.place = o.place
    where
        o.house_id = any (array(select v.id from people.visible_houses() as v (id)))
        and p.level <> 'premise'
        and (p_house is null or o.house_id = p_house)
        and (p_service is null or o.service_id = p_service)
        and (o.open or (o.state in ('completed', 'closed')
            and o.completed_at > lib.moment() - make_interval(days => p_closed_days)))
    order by o.open desc, o.order_id desc
    limit 200;
end
$$;
comment on function desk.common_orders(lib.house_ref, lib.service_ref, integer) is
'Orders on the common places of one''s houses, without persons and flats
@decides';
