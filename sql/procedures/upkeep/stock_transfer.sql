create function upkeep.stock_transfer(
    p_store lib.store_ref,
    p_to lib.store_ref,
    p_material lib.material_ref,
    p_quantity numeric,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives material from one store into another: out of a warehouse to a performer, or back. A performer may give back what he
has into any warehouse. Errors: not_found, stock_quantity (422), stock_same_store (422), stock_short (409).
*/
declare
    v_store upkeep.stores := upkeep.store_demand(p_store);
    v_to upkeep.stores;
    v_id bigint;
begin
    perform upkeep.material_demand(p_material, p_quantity);
    select s.* into v_to from upkeep.stores as s where s.store_id = p_to and s.active;
    if v_to.store_id is null or not (
        upkeep.store_mine(v_to) or v_to.kind = 'warehouse' and p_to in (select upkeep.visible_stores())
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_to');
    elsif p_to = p_store then
        perform cabinet.refuse('stock_same_store', p_field => 'p_to');
    end if;
    insert into upkeep.movements (kind, store_id, to_store_id, material_id, quantity, note, staff_id, user_id, moved_at)
    values (
        'transfer', v_store.store_id, p_to, p_material, p_quantity, nullif(trim(p_note), ''),
        coalesce(v_to.staff_id, v_store.staff_id), people.me(), lib.moment()
    )
    returning movement_id into v_id;
    return v_id;
end
$$;
comment on function upkeep.stock_transfer(lib.store_ref, lib.store_ref, lib.material_ref, numeric, text) is
'Gives material from one store into another
@decides';
