create function people.staff_back(
    p_staff lib.staff_ref default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Вышел на работу»: the absence of today ends yesterday, the time is free again, routing counts with the person at once. What was
given to others stays with them. Errors: staff_only, not_found, leave_none (409).
*/
declare
    v_staff bigint := coalesce(p_staff, people.my_staff());
    v_leave people.leaves;
    v_today date := people.today();
begin
    if v_staff is null then
        perform cabinet.refuse('staff_only');
    elsif not people.staff_mine(v_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    perform people.absence_lock();
    update people.staff as s set capacity = s.capacity where s.staff_id = v_staff;
    select l.* into v_leave from people.leaves as l where l.staff_id = v_staff and l.during @> v_today for update;
    if v_leave.leave_id is null then
        perform cabinet.refuse('leave_none');
    end if;
    perform people.booking_release('leave', v_leave.leave_id);
    if lower(v_leave.during) = v_today then
        update people.leave_requests as r set leave_id = null where r.leave_id = v_leave.leave_id;
        delete from people.leaves as l where l.leave_id = v_leave.leave_id;
    else
        update people.leaves as l set during = daterange(lower(l.during), v_today) where l.leave_id = v_leave.leave_id;
    end if;
    perform talk.event_raise('staff_back', v_staff, p_user => people.staff_chief(v_staff), p_values => jsonb_build_object(
        'name', s.name))
    from people.staff as s
    where s.staff_id = v_staff;
end
$$;
comment on function people.staff_back(lib.staff_ref) is '«Вышел на работу»
@decides';
