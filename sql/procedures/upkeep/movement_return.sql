create function upkeep.movement_return(
    p_movement lib.movement_ref,
    p_note text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes a mistaken write-off back, once: the material lies again where it was, both movements stay in the journal.
Errors: not_found, movement_returned (409), rule_reason_required (422).
*/
declare
    v_old upkeep.movements;
    v_id bigint;
begin
    perform people.office_demand('{supervisor,manager}');
    select m.* into v_old
    from upkeep.movements as m
    join upkeep.stores as s on s.store_id = m.store_id
    where m.movement_id = p_movement and m.kind = 'write_off' and upkeep.store_mine(s)
    for update of m;
    if v_old.movement_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_movement');
    elsif nullif(trim(p_note), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_note');
    elsif exists (
        select from upkeep.movements as m where m.kind = 'return' and m.document = 'movement ' || p_movement
    ) then
        perform cabinet.refuse('movement_returned', p_field => 'p_movement');
    end if;
    insert into upkeep.movements (
        kind, store_id, material_id, quantity, price, order_id, work_id, house_id, staff_id, user_id, document, note, moved_at
    )
    values (
        'return', v_old.store_id, v_old.material_id, v_old.quantity, v_old.price, v_old.order_id, v_old.work_id,
        v_old.house_id, v_old.staff_id, people.me(), 'movement ' || p_movement, trim(p_note), lib.moment()
    )
    returning movement_id into v_id;
    return v_id;
end
$$;
comment on function upkeep.movement_return(lib.movement_ref, text) is 'Takes a mistaken write-off back
@decides';
