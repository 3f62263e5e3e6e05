create function people.shift_room_demand(
    p_staff bigint,
    p_during tstzrange,
    p_field text,
    p_shift bigint default null
)
returns void
language plpgsql
stable
as $$
/* Nobody is on duty twice at a time (but for p_shift itself): says until when the person is. Errors: shift_taken (409). */
declare
    v_until timestamptz := (
        select max(upper(d.during))
        from people.duty_shifts as d
        where d.staff_id = p_staff and d.during && p_during and d.shift_id is distinct from p_shift
    );
begin
    if v_until is not null then
        perform cabinet.refuse('shift_taken', p_field => p_field, p_values => jsonb_build_object(
            'name', (select lib.person_short(s.name) from people.staff as s where s.staff_id = p_staff),
            'until', desk.moment_said(v_until)));
    end if;
end
$$;
comment on function people.shift_room_demand(bigint, tstzrange, text, bigint) is 'Nobody is on duty twice at a time
@internal';
