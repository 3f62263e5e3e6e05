create function upkeep.store_hand_over(
    p_staff bigint,
    p_reason text
)
returns void
language plpgsql
volatile
as $$
/* What a person who leaves carries goes to the warehouse, as movements; an empty store of theirs is closed. Without a warehouse it stays. */
declare
    v_store bigint := (select s.store_id from upkeep.stores as s where s.staff_id = p_staff and s.active);
    v_next bigint := upkeep.store_next(p_staff);
begin
    if v_store is null then
        return;
    end if;
    insert into upkeep.movements (kind, store_id, to_store_id, material_id, quantity, note, staff_id, user_id, moved_at)
    select 'transfer', v_store, v_next, k.material_id, k.quantity, p_reason, p_staff, people.me(), lib.moment()
    from upkeep.stock as k
    where k.store_id = v_store and k.quantity > 0 and v_next is not null
    order by k.material_id;
    update upkeep.stores as s
    set active = false
    where s.store_id = v_store and not exists (
        select from upkeep.stock as k where k.store_id = v_store and k.quantity > 0
    );
end
$$;
comment on function upkeep.store_hand_over(bigint, text) is 'What a person who leaves carries goes to the warehouse
@internal';
