create function people.absence_hold(
    p_staff bigint,
    p_during tstzrange,
    p_replacement bigint default null
)
returns void
language plpgsql
volatile
as $$
/*
Everything that the absence or the end of a person may write, locked once and in one order: people.absence_lock(), the open orders,
the shifts and planned works of that time, then the rows of all people in the order of ids to whom something of it may go: the
replacement, the crew, the trade, those named by a rule of routing or as somebody's replacement. What follows locks nobody
else, so whoever waits for one of them waits for this alone.
*/
begin
    perform people.absence_lock();
    perform from desk.orders as o where o.assignee_id = p_staff and o.open order by o.order_id for update;
    perform
    from people.duty_shifts as d
    where d.staff_id = p_staff and d.during && p_during
    order by d.shift_id
    for update;
    perform
    from upkeep.works as w
    where
        w.staff_ids @> array[p_staff] and w.state in ('planned', 'no_access')
        and tstzrange(w.starts_at, w.ends_at) && p_during
    order by w.work_id
    for update;
    perform
    from people.staff as s
    where s.staff_id in (
        select p_replacement
        union all
        select m.id from upkeep.crew_mates(p_staff) as m (id)
        union all
        select t.staff_id
        from people.staff_specializations as mine
        join people.staff_specializations as t on t.specialization = mine.specialization
        where mine.staff_id = p_staff
        union all
        select r.staff_id from desk.routing_rules as r where r.active
        union all
        select l.replacement_id from people.leaves as l where upper(l.during) > people.today()
    )
    order by s.staff_id
    for no key update;
end
$$;
comment on function people.absence_hold(bigint, tstzrange, bigint) is 'All that the absence of a person may write, locked once
@internal';
