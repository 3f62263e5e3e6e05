create function people.leave_create(
    p_staff lib.staff_ref,
    p_from date,
    p_to date,
    p_kind text,
    p_replacement lib.staff_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Leave or illness from day to day (both inclusive) with the replacement. Visits of these days are called off and told to
the residents; orders whose term falls into it are routed anew (the replacement's chain first, by the rule of routing).
Returns how many orders moved. Errors: not_found, period_wrong, leave_overlap.
*/
declare
    v_leave bigint;
    v_time_zone text := coalesce((select s.value from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow');
    v_during tstzrange := tstzrange(p_from::timestamp at time zone v_time_zone, (p_to + 1)::timestamp at time zone v_time_zone);
    v_off bigint[];
begin
    perform people.office_demand('{supervisor,manager,admin}');
    if p_from > p_to or p_to - p_from > 365 or p_kind not in ('vacation', 'sick', 'other') then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif p_replacement = p_staff or (p_replacement is not null and not exists (
        select from people.staff as s where s.staff_id = p_replacement and s.employed @> p_from
    )) then
        perform cabinet.refuse('not_found', p_field => 'p_replacement');
    end if;
    -- orders before staff: the order of locks everywhere
    perform from desk.orders as o where o.assignee_id = p_staff and o.open order by o.order_id for update;
    perform from people.staff as s where s.staff_id = p_staff for no key update;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif people.my_cabinet() = 'manager' and p_staff is distinct from people.my_staff() and not exists (
        select from people.staff_scopes as c
        left join estate.houses as h on h.house_id = c.house_id
        left join estate.entrances as e on e.entrance_id = c.entrance_id
        left join estate.houses as eh on eh.house_id = e.house_id
        where c.staff_id = p_staff and coalesce(c.zone_id, h.zone_id, e.zone_id, eh.zone_id) in (select desk.my_zones())
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif exists (
        select from people.leaves as l where l.staff_id = p_staff and l.during && daterange(p_from, p_to, '[]')
    ) then
        perform cabinet.refuse('leave_overlap', p_field => 'p_from');
    end if;
    with called_off as (
        delete from people.bookings as b
        where b.staff_id = p_staff and b.during && v_during and lower(b.during) >= lib.moment() and b.source <> 'leave'
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
    insert into people.leaves (staff_id, during, kind, replacement_id)
    values (p_staff, daterange(p_from, p_to, '[]'), p_kind, p_replacement)
    returning leave_id into v_leave;
    if upper(v_during) > lib.moment() then
        insert into people.bookings (staff_id, during, source, object_id)
        values (p_staff, tstzrange(greatest(lower(v_during), lib.moment()), upper(v_during)), 'leave', v_leave);
    end if;
    return desk.staff_reroute(
        p_staff, case when p_kind = 'sick' then 'Исполнитель заболел' else 'Исполнитель в отпуске' end, p_to
    );
end
$$;
comment on function people.leave_create(lib.staff_ref, date, date, text, lib.staff_ref) is 'Leave or illness with the replacement
@decides';
