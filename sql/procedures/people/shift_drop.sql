create function people.shift_drop(
    p_shift lib.shift_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a shift that has not begun off the roster, with its booking. Errors: not_found, shift_begun (409). */
declare
    v_during tstzrange;
    v_staff bigint;
begin
    perform people.office_demand(array['supervisor']);
    select d.during, d.staff_id into v_during, v_staff from people.duty_shifts as d where d.shift_id = p_shift for update;
    if v_during is null then
        perform cabinet.refuse('not_found');
    end if;
    if lower(v_during) <= lib.moment() then
        perform cabinet.refuse('shift_begun');
    end if;
    perform people.booking_release('shift', p_shift);
    delete from people.duty_shifts as d where d.shift_id = p_shift;
    perform talk.event_raise('shift_taken', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'hours', people.hours_said(v_during)))
    from people.staff as s
    where s.staff_id = v_staff;
end
$$;
comment on function people.shift_drop(lib.shift_ref) is 'Takes a shift that has not begun off the roster
@decides';
