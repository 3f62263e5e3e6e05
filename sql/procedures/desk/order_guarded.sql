create function desk.order_guarded(
    p_order bigint,
    p_actors text[],
    p_open boolean default true
)
returns desk.orders
language plpgsql
volatile
as $$
/*
The order, locked, for a deed that leaves its state: the acting person must stand before it as one of p_actors.
A foreign order is not_found; a closed one order_closed; a deed of somebody else order_not_yours.
*/
declare
    v_order desk.orders := desk.order_lock(p_order);
    v_mine text[] := desk.order_actors(p_order);
begin
    if cardinality(v_mine) = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    elsif exists (select from desk.states as s where s.state = v_order.state and s.terminal)
        or (p_open and not v_order.open)
    then
        perform cabinet.refuse('order_closed', p_values => jsonb_build_object('number', v_order.number));
    elsif not v_mine && p_actors then
        perform cabinet.refuse('order_not_yours', p_values => jsonb_build_object('number', v_order.number));
    end if;
    return v_order;
end
$$;
comment on function desk.order_guarded(bigint, text[], boolean) is 'The order, locked, for a deed of one of these actors
@internal';
