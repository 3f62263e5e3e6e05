create function upkeep.material_demand(
    p_material bigint,
    p_quantity numeric
)
returns void
language plpgsql
stable
as $$
/* A material of the catalogue and a quantity above zero, a million at most. Errors: not_found, stock_quantity (422). */
begin
    if not exists (select from upkeep.materials as k where k.material_id = p_material and k.active) then
        perform cabinet.refuse('not_found', p_field => 'p_material');
    elsif p_quantity is null or p_quantity <= 0 or p_quantity > 1000000 then
        perform cabinet.refuse('stock_quantity', p_field => 'p_quantity');
    end if;
end
$$;
comment on function upkeep.material_demand(bigint, numeric) is 'A material and a quantity above zero
@internal';
