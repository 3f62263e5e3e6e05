create function people.shift_create(
    p_staff lib.staff_ref,
    p_from timestamptz,
    p_to timestamptz,
    p_zone lib.zone_ref default null,
    p_on_call boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A duty shift, at most 31 days; without a zone for the whole company. On call: takes emergencies and lives on beside
visits; not on call: an exclusive shift that occupies the person. Errors: not_found, period_wrong, shift_taken,
booking_busy.
*/
declare
    v_shift bigint;
begin
    perform people.office_demand('{supervisor,manager,operator,admin}');
    if p_from >= p_to or p_to - p_from > interval '31 days' then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    end if;
    perform from people.staff as s where s.staff_id = p_staff for no key update;
    if not found or people.my_cabinet() = 'manager' and not people.staff_mine(p_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif people.my_cabinet() = 'manager' and (p_zone is null or p_zone not in (select desk.my_zones())) then
        perform cabinet.refuse('forbidden', p_field => 'p_zone');
    end if;
    perform people.shift_room_demand(p_staff, tstzrange(p_from, p_to), 'p_from');
    insert into people.duty_shifts (staff_id, during, zone_id, on_call)
    values (p_staff, tstzrange(p_from, p_to), p_zone, p_on_call)
    returning shift_id into v_shift;
    if not p_on_call then
        perform people.booking_take(array[p_staff::bigint], tstzrange(p_from, p_to), 'shift', v_shift);
    end if;
    if people.me() is not null then
        perform talk.event_raise('shift_given', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
            'hours', people.hours_said(tstzrange(p_from, p_to))))
        from people.staff as s
        where s.staff_id = p_staff;
    end if;
    return v_shift;
end
$$;
comment on function people.shift_create(lib.staff_ref, timestamptz, timestamptz, lib.zone_ref, boolean) is 'A duty shift
@decides';
