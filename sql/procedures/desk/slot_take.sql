create function desk.slot_take(
    p_staff bigint,
    p_emergency boolean
)
returns smallint
language plpgsql
volatile
as $$
/*
Marks the person as just assigned and gives the lowest free slot; the caller has locked the staff row. Emergencies take
none, since they do not count against the capacity.
*/
declare
    v_taken smallint[];
    v_slot smallint := 1;
begin
    update people.staff as s set last_assigned_at = lib.moment() where s.staff_id = p_staff;
    if p_emergency then
        return null;
    end if;
    v_taken := array(select o.slot from desk.orders as o where o.assignee_id = p_staff and o.open);
    while v_slot = any (v_taken) loop
        v_slot := v_slot + 1;
    end loop;
    return v_slot;
end
$$;
comment on function desk.slot_take(bigint, boolean) is 'The lowest free slot of a person whose row is locked
@internal';
