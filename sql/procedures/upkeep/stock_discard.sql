create function upkeep.stock_discard(
    p_store lib.store_ref,
    p_material lib.material_ref,
    p_quantity numeric,
    p_note text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Written off without an order: broken, spoilt, used for the yard. Errors: not_found, stock_quantity, stock_short, rule_reason_required. */
declare
    v_store upkeep.stores := upkeep.store_demand(p_store);
    v_id bigint;
begin
    perform upkeep.material_demand(p_material, p_quantity);
    if nullif(trim(p_note), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_note');
    end if;
    insert into upkeep.movements (kind, store_id, material_id, quantity, price, note, staff_id, user_id, moved_at)
    select
        'write_off', v_store.store_id, p_material, p_quantity, k.price, trim(p_note), v_store.staff_id, people.me(), lib.moment()
    from upkeep.materials as k
    where k.material_id = p_material
    returning movement_id into v_id;
    return v_id;
end
$$;
comment on function upkeep.stock_discard(lib.store_ref, lib.material_ref, numeric, text) is 'Written off without an order
@decides';
