create function upkeep.stock_receive(
    p_store lib.store_ref,
    p_material lib.material_ref,
    p_quantity numeric,
    p_price numeric default null,
    p_document text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Material came: into a store, with the price for one unit and the waybill. Errors: not_found, stock_quantity (422). */
declare
    v_store upkeep.stores := upkeep.store_demand(p_store);
    v_id bigint;
begin
    perform upkeep.material_demand(p_material, p_quantity);
    if p_price < 0 then
        perform cabinet.refuse('stock_quantity', p_field => 'p_price');
    end if;
    insert into upkeep.movements (kind, store_id, material_id, quantity, price, document, user_id, moved_at)
    values (
        'receipt', v_store.store_id, p_material, p_quantity, p_price, nullif(trim(p_document), ''), people.me(), lib.moment()
    )
    returning movement_id into v_id;
    return v_id;
end
$$;
comment on function upkeep.stock_receive(lib.store_ref, lib.material_ref, numeric, numeric, text) is 'Material came into a store
@decides';
