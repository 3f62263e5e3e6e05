create function upkeep.stock_count(
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
/*
Stock-taking: so much is really there; the difference becomes a movement with its reason. Returns null where nothing
differs. Errors: not_found, stock_quantity (422), rule_reason_required (422).
*/
declare
    v_store upkeep.stores := upkeep.store_demand(p_store);
    v_known numeric;
    v_id bigint;
begin
    if not exists (select from upkeep.materials as k where k.material_id = p_material) then
        perform cabinet.refuse('not_found', p_field => 'p_material');
    elsif p_quantity is null or p_quantity < 0 or p_quantity > 1000000 then
        perform cabinet.refuse('stock_quantity', p_field => 'p_quantity');
    elsif nullif(trim(p_note), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_note');
    end if;
    select k.quantity into v_known
    from upkeep.stock as k
    where k.store_id = v_store.store_id and k.material_id = p_material
    for no key update;
    if p_quantity = coalesce(v_known, 0) then
        return null;
    end if;
    insert into upkeep.movements (kind, store_id, material_id, quantity, note, user_id, moved_at)
    values (
        'count', v_store.store_id, p_material, p_quantity - coalesce(v_known, 0), trim(p_note), people.me(), lib.moment()
    )
    returning movement_id into v_id;
    return v_id;
end
$$;
comment on function upkeep.stock_count(lib.store_ref, lib.material_ref, numeric, text) is 'Stock-taking
@decides';
