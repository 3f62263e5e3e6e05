create function people.staff_ill(
    p_staff lib.staff_ref default null,
    p_until date default null,
    p_replacement lib.staff_ref default null,
    out orders bigint,
    out shifts integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Заболел сегодня»: from today until p_until (today) by the person (p_staff null: oneself), their manager, the operator or the
supervisor: all that falls into it moves at once (people.leave_put), the office is told. Errors: staff_only, not_found, and those of
people.leave_put.
*/
declare
    v_staff bigint := coalesce(p_staff, people.my_staff());
    v_until date := coalesce(p_until, people.today());
    v_put record;
begin
    if v_staff is null then
        perform cabinet.refuse('staff_only');
    elsif not people.staff_mine(v_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    v_put := people.leave_put(v_staff, people.today(), v_until, 'sick', p_replacement);
    insert into people.leave_requests (
        staff_id, during, kind, state, replacement_id, leave_id, decided_by, decided_at, created_at
    )
    values (
        v_staff, daterange(people.today(), v_until, '[]'), 'sick', 'approved', p_replacement, v_put.leave_id, people.me(),
        lib.moment(), lib.moment()
    );
    orders := v_put.orders;
    shifts := v_put.shifts;
    perform talk.event_raise('staff_ill', v_staff, p_user => people.staff_chief(v_staff), p_values => jsonb_build_object(
        'name', s.name, 'days', people.days_said(daterange(people.today(), v_until, '[]')), 'count', v_put.orders))
    from people.staff as s
    where s.staff_id = v_staff;
end
$$;
comment on function people.staff_ill(lib.staff_ref, date, lib.staff_ref) is '«Заболел сегодня»: all that falls into it moves
@decides';
