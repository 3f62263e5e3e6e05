create function people.shifts_give(
    p_staff bigint,
    p_during tstzrange,
    p_replacement bigint default null
)
returns integer
language plpgsql
volatile
as $$
/*
Gives the shifts that fall into an absence, as far as they are still ahead, to who stands in (people.duty_stand_in); what nobody can
take is told to operators and supervisors, and that a firm replaces the person in orders alone, to supervisors. The rest of a
shift stays. Returns how many were given. The caller holds all of them (people.absence_hold).
*/
declare
    v_shift people.duty_shifts;
    v_part tstzrange;
    v_to bigint;
    v_new bigint;
    v_keep tstzrange;
    v_first boolean;
    v_count integer := 0;
    v_gaps integer := 0;
    v_name text := (select lib.person_short(s.name) from people.staff as s where s.staff_id = p_staff);
begin
    for v_shift in
        select d.* from people.duty_shifts as d
        where d.staff_id = p_staff and d.during && p_during and upper(d.during) > lib.moment()
        order by lower(d.during)
    loop
        v_part := v_shift.during * p_during * tstzrange(lib.moment(), null);
        if isempty(v_part) then
            continue;
        end if;
        perform people.booking_release('shift', v_shift.shift_id);
        v_first := true;
        for v_keep in select k.k from unnest(tstzmultirange(v_shift.during) - tstzmultirange(v_part)) as k (k) loop
            if v_first then
                update people.duty_shifts as d set during = v_keep where d.shift_id = v_shift.shift_id;
                v_new := v_shift.shift_id;
                v_first := false;
            else
                insert into people.duty_shifts (staff_id, during, zone_id, on_call)
                values (p_staff, v_keep, v_shift.zone_id, v_shift.on_call)
                returning shift_id into v_new;
            end if;
            if not v_shift.on_call and lower(v_keep) > lib.moment() then
                perform people.booking_take(array[p_staff], v_keep, 'shift', v_new);
            end if;
        end loop;
        if v_first then
            delete from people.duty_shifts as d where d.shift_id = v_shift.shift_id;
        end if;
        v_to := people.duty_stand_in(p_staff, v_part, v_shift.on_call, p_replacement);
        if v_to is null then
            v_gaps := v_gaps + 1;
            perform talk.event_raise('duty_gap', p_staff, p_values => jsonb_build_object(
                'name', v_name, 'hours', people.hours_said(v_part)));
            continue;
        end if;
        insert into people.duty_shifts (staff_id, during, zone_id, on_call)
        values (v_to, v_part, v_shift.zone_id, v_shift.on_call)
        returning shift_id into v_new;
        if not v_shift.on_call then
            perform people.booking_take(array[v_to], v_part, 'shift', v_new);
        end if;
        perform talk.event_raise(
            'shift_given', s.staff_id, p_user => s.user_id,
            p_values => jsonb_build_object('hours', people.hours_said(v_part))
        )
        from people.staff as s
        where s.staff_id = v_to;
        v_count := v_count + 1;
    end loop;
    if v_count + v_gaps > 0 then
        perform talk.event_raise('shifts_not_firm', p_staff, p_values => jsonb_build_object(
            'name', v_name, 'firm', c.name, 'given', v_count, 'left', v_gaps))
        from people.contractors as c
        where c.staff_id = p_replacement;
    end if;
    return v_count;
end
$$;
comment on function people.shifts_give(bigint, tstzrange, bigint) is 'Gives the shifts of an absence to others
@internal';
