create function desk.staff_take(
    p_staff bigint,
    p_emergency boolean,
    p_over boolean default false
)
returns smallint
language plpgsql
volatile
as $$
/*
One more order for this person: locks the staff row, counts, refuses beyond the capacity (unless p_over) and gives a
slot. Errors: staff_gone, staff_full (with the number of open orders).
*/
declare
    v_staff people.staff;
    v_open integer;
begin
    select s.* into v_staff from people.staff as s where s.staff_id = p_staff for no key update;
    if v_staff.staff_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif not v_staff.employed @> people.today() then
        perform cabinet.refuse('staff_gone', p_field => 'p_staff', p_values => jsonb_build_object('name', v_staff.name));
    end if;
    if not p_emergency and not p_over then
        select count(*) into v_open
        from desk.orders as o
        where o.assignee_id = p_staff and o.open and not o.emergency;
        if v_open >= v_staff.capacity then
            perform cabinet.refuse('staff_full', p_field => 'p_staff', p_values => jsonb_build_object(
                'name', v_staff.name, 'open', v_open, 'capacity', v_staff.capacity
            ));
        end if;
    end if;
    return desk.slot_take(p_staff, p_emergency);
end
$$;
comment on function desk.staff_take(bigint, boolean, boolean) is 'One more order for this person, within the capacity
@internal';
