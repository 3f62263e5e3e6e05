create function people.pattern_lay(
    p_staff lib.staff_ref,
    p_pattern lib.pattern_ref,
    p_from date,
    p_to date,
    p_day integer default 1,
    p_zone lib.zone_ref default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Lays a pattern on a person from day to day; what clashes is left out. Returns how many shifts. The person is told once.
Errors: not_found, period_wrong, pattern_nothing (every shift clashes, with the first reason).
*/
declare
    v_shift record;
    v_id bigint;
    v_count integer := 0;
    v_clash text;
    v_on_call boolean;
begin
    perform people.office_demand('{supervisor}');
    select p.on_call into v_on_call
    from people.duty_patterns as p
    where p.duty_pattern_id = p_pattern and p.active;
    if v_on_call is null then
        perform cabinet.refuse('not_found', p_field => 'p_pattern');
    elsif p_from > p_to or p_to - p_from > 366 then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    end if;
    perform from people.staff as s where s.staff_id = p_staff for no key update;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    for v_shift in
        select s.during, s.clash from people.pattern_shifts(p_staff, p_pattern, p_from, p_to, p_day) as s
    loop
        if v_shift.clash is not null then
            v_clash := coalesce(v_clash, v_shift.clash);
            continue;
        end if;
        insert into people.duty_shifts (staff_id, during, zone_id, on_call)
        values (p_staff, v_shift.during, p_zone, v_on_call)
        returning shift_id into v_id;
        if not v_on_call then
            perform people.booking_take(array[p_staff::bigint], v_shift.during, 'shift', v_id);
        end if;
        v_count := v_count + 1;
    end loop;
    if v_count = 0 then
        perform cabinet.refuse('pattern_nothing', p_field => 'p_from', p_values => jsonb_build_object(
            'why', coalesce(v_clash, '—')));
    end if;
    perform talk.event_raise('roster_laid', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'count', v_count, 'days', people.days_said(daterange(p_from, p_to, '[]'))))
    from people.staff as s
    where s.staff_id = p_staff;
    return v_count;
end
$$;
comment on function people.pattern_lay(lib.staff_ref, lib.pattern_ref, date, date, integer, lib.zone_ref) is
'Lays a pattern of duty on a person
@decides';
