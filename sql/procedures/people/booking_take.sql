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
Occupies the time of one or more people for one thing: people.bookings_take with one object.
Errors: booking_busy with who is busy until when, the nearest free time of the same length within 14 days, and the way to take it.
*/
declare
    v_busy record;
begin
    select b.*
    into v_busy
    from people.bookings_take(
        p_staff => p_staff, p_during => array_fill(p_during, array[cardinality(p_staff)]), p_source => p_source,
        p_objects => array_fill(p_object, array[cardinality(p_staff)])
    ) as b;
    if v_busy.staff_id is null then
        return;
    end if;
    perform cabinet.refuse(
        'booking_busy', p_field => 'p_from',
        p_values => jsonb_build_object(
            'name', v_busy.staff_name, 'until', desk.moment_said(v_busy.busy_until),
            'free', coalesce(desk.moment_said(v_busy.free_at), '—'), 'free_at', v_busy.free_at
        ),
        p_goto => case when v_busy.free_at is not null then
            people.booking_way(p_source, p_object, p_staff[1], v_busy.free_at) end,
        p_goto_label => cabinet.said('phrase.booking_way', jsonb_build_object('free', desk.moment_said(v_busy.free_at)))
    );
end
$$;
comment on function people.booking_take(bigint[], tstzrange, text, bigint) is 'Occupies the time of people, or says when they are free
@internal';
