create function upkeep.supply_answer(
    p_supply lib.supply_ref,
    p_give boolean,
    p_store lib.store_ref default null,
    p_quantity numeric default null,
    p_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Answers a request for material: gives it out of a store into what the performer carries (made if he has none), or refuses
with a reason. The performer is told. Errors: not_found, supply_answered (409), rule_reason_required (422), stock_short.
*/
declare
    v_supply upkeep.supplies;
    v_staff people.staff;
    v_car bigint;
    v_movement bigint;
    v_material upkeep.materials;
begin
    perform people.office_demand('{supervisor,manager}');
    select q.* into v_supply from upkeep.supplies as q where q.supply_id = p_supply for update;
    if v_supply.supply_id is null
        or (v_supply.state = 'new' and p_supply not in (select w.supply_id from upkeep.supplies_waiting() as w))
        or (v_supply.state <> 'new' and people.my_cabinet() <> 'supervisor')
    then
        perform cabinet.refuse('not_found', p_field => 'p_supply');
    elsif v_supply.state <> 'new' then
        perform cabinet.refuse('supply_answered', p_field => 'p_supply');
    end if;
    select k.* into v_material from upkeep.materials as k where k.material_id = v_supply.material_id;
    select t.* into v_staff from people.staff as t where t.staff_id = v_supply.staff_id;
    if p_give then
        select s.store_id into v_car from upkeep.stores as s where s.staff_id = v_supply.staff_id;
        if v_car is null then
            insert into upkeep.stores (title, kind, staff_id) values (v_staff.name, 'person', v_staff.staff_id)
            returning store_id into v_car;
        end if;
        perform upkeep.store_demand(p_store);
        perform upkeep.material_demand(v_supply.material_id, coalesce(p_quantity, v_supply.quantity));
        insert into upkeep.movements (kind, store_id, to_store_id, material_id, quantity, staff_id, user_id, moved_at)
        values (
            'transfer', p_store, v_car, v_supply.material_id, coalesce(p_quantity, v_supply.quantity), v_supply.staff_id,
            people.me(), lib.moment()
        )
        returning movement_id into v_movement;
    elsif nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    update upkeep.supplies as q
    set state = case when p_give then 'given' else 'refused' end, movement_id = v_movement,
        reason = nullif(trim(p_reason), ''), decided_by = people.me(), decided_at = lib.moment()
    where q.supply_id = p_supply;
    perform talk.event_raise('material_answered', v_supply.material_id, p_user => v_staff.user_id, p_values => jsonb_build_object(
        'title', v_material.title, 'title_en', coalesce(v_material.title_en, v_material.title)
    ) || (
        select jsonb_object_agg('answer' || l.suffix, case
            when p_give then cabinet.said('said.supply.given', jsonb_build_object(
                'quantity', trim_scale(coalesce(p_quantity, v_supply.quantity)), 'unit', upkeep.unit_said(v_material.unit, l.language)
            ), l.language)
            else cabinet.said('said.supply.refused', jsonb_build_object('reason', trim(p_reason)), l.language)
        end)
        from (values ('ru', ''), ('en', '_en')) as l (language, suffix)
    ));
end
$$;
comment on function upkeep.supply_answer(lib.supply_ref, boolean, lib.store_ref, numeric, text) is 'Answers a request for material
@decides';
