create function people.absence_preview(
    p_staff lib.staff_ref default null,
    p_from date default null,
    p_to date default null,
    p_replacement lib.staff_ref default null
)
returns table (
    kind text,
    title text,
    during tstzrange,
    goes_to text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What an absence moves: visits called off, orders with whom routing would give them now, planned works, shifts with who takes
them, and trades that nobody covers. Only for who decides about this person.
*/
declare
    v_staff bigint := coalesce(p_staff, people.my_staff());
    v_from date := coalesce(p_from, people.today());
    v_to date := coalesce(p_to, v_from);
    v_since timestamptz := greatest(v_from::timestamptz, lib.moment());
    v_ahead tstzrange := tstzrange(v_since, greatest(v_since, (v_to + 1)::timestamptz));
begin
    if v_staff is null or not people.staff_mine(v_staff) or isempty(v_ahead) then
        return;
    end if;
    return query
    select 'gap', g.said, null::tstzrange, null::text
    from people.leave_gaps(v_staff, v_from, v_to) as g
    where p_replacement is null
    union all
    select 'visit', o.title, tstzrange(o.visit_from, o.visit_to), cabinet.said('phrase.absence.visit_off')
    from desk.orders as o
    where o.assignee_id = v_staff and o.open and o.visit_from <@ v_ahead
    union all
    select
        'order', '№ ' || o.number || ' ' || o.title, tstzrange(o.due_at, o.due_at, '[]'),
        coalesce((
            select lib.person_short(s.name)
            from desk.route_choose(
                o.service_id, v.specialization, o.emergency, o.house_id, o.entrance_id, o.zone_id, o.due_at, h.time_zone,
                p_exclude => array[v_staff], p_take => false
            ) as c
            join people.staff as s on s.staff_id = c.staff_id
        ), cabinet.said('phrase.absence.queue'))
    from desk.orders as o
    join desk.services as v on v.service_id = o.service_id
    join estate.houses as h on h.house_id = o.house_id
    where o.assignee_id = v_staff and o.open and o.state in ('assigned', 'in_progress') and o.due_at < v_to + 1
    union all
    select 'work', w.title::text, b.during, cabinet.said('phrase.absence.replan')
    from people.bookings as b
    join upkeep.works as w on w.work_id = b.object_id
    where b.staff_id = v_staff and b.source = 'planned_work' and b.during && v_ahead
    union all
    select
        'shift', cabinet.said('phrase.absence.shift'), d.during * v_ahead,
        coalesce((
            select lib.person_short(s.name)
            from people.staff as s
            where s.staff_id = people.duty_stand_in(v_staff, d.during * v_ahead, d.on_call, p_replacement)
        ), cabinet.said('phrase.absence.nobody'))
        || coalesce((
            select '. ' || cabinet.said('phrase.absence.not_firm', jsonb_build_object('firm', c.name))
            from people.contractors as c
            where c.staff_id = p_replacement
        ), '')
    from people.duty_shifts as d
    where d.staff_id = v_staff and d.during && v_ahead
    order by 1, 3
    limit 100;
end
$$;
comment on function people.absence_preview(lib.staff_ref, date, date, lib.staff_ref) is 'What an absence moves
@decides';
