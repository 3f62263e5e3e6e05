create function desk.order_lock(
    p_order bigint
)
returns desk.orders
language plpgsql
volatile
as $$
/* The order, locked for the rest of the transaction; not_found for a wrong id. Lock orders before staff, always. */
declare
    v_order desk.orders;
begin
    select o.* into v_order from desk.orders as o where o.order_id = p_order for update;
    if v_order.order_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    return v_order;
end
$$;
comment on function desk.order_lock(bigint) is 'The order, locked for the rest of the transaction
@internal';
