create function people.shift_move(
    p_shift lib.shift_ref,
    p_staff lib.staff_ref,
    p_from timestamptz
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives a shift that has not begun to another person or another time, as long as it was; the manager those of their zones. Both are
told.
Errors: not_found, shift_begun (409), period_wrong (in the past), shift_taken, booking_busy.
*/
declare
    v_shift people.duty_shifts;
    v_during tstzrange;
begin
    perform people.office_demand(array['supervisor', 'manager']);
    select d.* into v_shift from people.duty_shifts as d where d.shift_id = p_shift for update;
    if v_shift.shift_id is null or not people.staff_mine(p_staff) or people.my_cabinet() = 'manager'
        and (v_shift.zone_id is null or v_shift.zone_id not in (select desk.my_zones()))
    then
        perform cabinet.refuse('not_found');
    elsif lower(v_shift.during) <= lib.moment() then
        perform cabinet.refuse('shift_begun');
    elsif p_from <= lib.moment() then
        perform cabinet.refuse('period_wrong', p_field => 'p_start');
    end if;
    perform from people.staff as s where s.staff_id = p_staff and s.employed @> p_from::date for no key update;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_resource');
    end if;
    v_during := tstzrange(p_from, p_from + (upper(v_shift.during) - lower(v_shift.during)));
    perform people.shift_room_demand(p_staff, v_during, 'p_start', p_shift);
    perform people.booking_release('shift', p_shift);
    update people.duty_shifts as d set staff_id = p_staff, during = v_during where d.shift_id = p_shift;
    if not v_shift.on_call then
        perform people.booking_take(array[p_staff::bigint], v_during, 'shift', p_shift);
    end if;
    perform talk.event_raise(
        case when s.staff_id = p_staff then 'shift_given' else 'shift_taken' end, s.staff_id, p_user => s.user_id,
        p_values => jsonb_build_object('hours', people.hours_said(
            case when s.staff_id = p_staff then v_during else v_shift.during end))
    )
    from people.staff as s
    where s.staff_id in (p_staff, v_shift.staff_id);
end
$$;
comment on function people.shift_move(lib.shift_ref, lib.staff_ref, timestamptz) is
'Gives a shift that has not begun to another person or another time
@decides';
