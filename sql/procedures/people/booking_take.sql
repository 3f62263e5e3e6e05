create function people.booking_take(
    p_staff bigint[],
    p_during tstzrange,
    p_source text,
    p_object bigint default null
)
returns void
language plpgsql
volatile
as $$
/*
Occupies the time of one or more people: staff rows locked in id order (so two takers of the same people never wait for
each other crosswise), then a look, then the rows. The exclusion constraint is the second line.
Errors: booking_busy with who is busy until when and the nearest free time of the same length within 14 days.
*/
declare
    v_busy record;
    v_free timestamptz;
begin
    perform from people.staff as s where s.staff_id = any (p_staff) order by s.staff_id for no key update;
    select s.name::text as name, upper(b.during) as until
    into v_busy
    from people.bookings as b
    join people.staff as s on s.staff_id = b.staff_id
    where b.staff_id = any (p_staff) and b.during && p_during
    order by upper(b.during) desc
    limit 1;
    if v_busy.name is not null then
        select min(f.at)
        into v_free
        from (
            select upper(b.during) as at
            from people.bookings as b
            where
                b.staff_id = any (p_staff)
                and upper(b.during) >= lower(p_during) and upper(b.during) < lower(p_during) + interval '14 days'
        ) as f
        where not exists (
            select from people.bookings as c
            where
                c.staff_id = any (p_staff)
                and c.during && tstzrange(f.at, f.at + (upper(p_during) - lower(p_during)))
        );
        perform cabinet.refuse('booking_busy', p_field => 'p_from', p_values => jsonb_build_object(
            'name', v_busy.name, 'until', desk.moment_said(v_busy.until),
            'free', coalesce(desk.moment_said(v_free), '—'), 'free_at', v_free
        ));
    end if;
    insert into people.bookings (staff_id, during, source, object_id)
    select s.id, p_during, p_source, p_object
    from unnest(p_staff) as s (id);
end
$$;
comment on function people.booking_take(bigint[], tstzrange, text, bigint) is 'Occupies the time of people, or says when they are free
@internal';
