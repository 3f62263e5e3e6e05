create function people.leave_put(
    p_staff bigint,
    p_from date,
    p_to date,
    p_kind text,
    p_replacement bigint default null,
    out leave_id bigint,
    out orders bigint,
    out shifts integer
)
language plpgsql
volatile
as $$
/*
Leave or illness from day to day (both inclusive): visits of these days are called off and told, shifts are given to
others, planned works are planned anew, orders whose term falls into it are routed anew (the replacement's chain first, by
the rule of routing). Locks: people.absence_hold; the staff row is written, so that who was just weighing this person for an
order weighs anew.
Errors: not_found, period_wrong, leave_overlap.
*/
declare
    v_time_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
    v_during tstzrange := tstzrange(
        p_from::timestamp at time zone v_time_zone, (greatest(p_from, p_to + 1))::timestamp at time zone v_time_zone
    );
    v_ahead tstzrange := v_during * tstzrange(lib.moment(), null);
    v_off bigint[];
    v_staff people.staff;
begin
    if p_from > p_to or p_to - p_from > 365 or p_kind not in ('vacation', 'sick', 'other') then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif p_replacement = p_staff or (p_replacement is not null and not exists (
        select from people.staff as s where s.staff_id = p_replacement and s.employed @> p_from
    )) then
        perform cabinet.refuse('not_found', p_field => 'p_replacement');
    end if;
    perform people.absence_hold(p_staff, v_ahead, p_replacement);
    update people.staff as s set capacity = s.capacity where s.staff_id = p_staff returning s.* into v_staff;
    if v_staff.staff_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif exists (
        select from people.leaves as l where l.staff_id = p_staff and l.during && daterange(p_from, p_to, '[]')
    ) then
        perform cabinet.refuse('leave_overlap', p_field => 'p_from');
    end if;
    insert into people.leaves (staff_id, during, kind, replacement_id)
    values (p_staff, daterange(p_from, p_to, '[]'), p_kind, p_replacement)
    returning leaves.leave_id into leave_put.leave_id;
    shifts := people.shifts_give(p_staff, v_ahead, p_replacement);
    with called_off as (
        delete from people.bookings as b
        where
            b.staff_id = p_staff and b.during && v_ahead and lower(b.during) >= lib.moment()
            and b.source not in ('leave', 'planned_work')
        returning b.source, b.object_id
    )

    select array_agg(c.object_id) filter (where c.source = 'visit') into v_off from called_off as c;
    update people.bookings as b
    set during = tstzrange(lower(b.during), greatest(lower(v_during), lib.moment()))
    where b.staff_id = p_staff and b.during && v_during and lower(b.during) < greatest(lower(v_during), lib.moment())
        and upper(b.during) > greatest(lower(v_during), lib.moment());
    update desk.orders as o
    set visit_from = null, visit_to = null, version = o.version + 1
    where o.order_id = any (v_off) and o.open;
    perform desk.event_add(v.id, 'visit_off', 'job') from unnest(v_off) as v (id);
    perform talk.event_raise('order_visit_off', v.id) from unnest(v_off) as v (id);
    if not isempty(v_ahead) then
        perform upkeep.staff_away(
            p_staff, v_ahead, case when p_kind = 'sick' then 'Исполнитель заболел' else 'Исполнитель в отпуске' end);
        perform people.booking_take(array[p_staff], v_ahead, 'leave', leave_id);
    end if;
    if p_replacement is not null then
        perform talk.event_raise(
            'replacing', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
                'name', lib.person_short(v_staff.name), 'days', people.days_said(daterange(p_from, p_to, '[]')))
        )
        from people.staff as s
        where s.staff_id = p_replacement;
    end if;
    orders := desk.staff_reroute(
        p_staff, case when p_kind = 'sick' then 'Исполнитель заболел' else 'Исполнитель в отпуске' end, p_to, p_from => p_from
    );
end
$$;
comment on function people.leave_put(bigint, date, date, text, bigint) is 'Leave or illness with all that moves
@internal';
