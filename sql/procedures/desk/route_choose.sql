create function desk.route_choose(
    p_service bigint,
    p_specialization text,
    p_emergency boolean,
    p_house bigint,
    p_entrance bigint,
    p_zone bigint,
    p_due timestamptz,
    p_time_zone text,
    p_prefer bigint default null,
    p_exclude bigint[] default '{}',
    p_take boolean default true,
    p_minutes integer default 0,
    out staff_id bigint,
    out queue_zone_id bigint,
    out slot smallint,
    out scores desk.candidate[]
)
language plpgsql
volatile
set plan_cache_mode = 'force_generic_plan'
as $$
/*
The one rule of who gets an order (rules.md, Routing): emergency → on duty now; explicit rule; specialists whose scope
contains the place, narrowest first, with the trade and a valid permit, working on the day of the term (else whoever
replaces them), under capacity, least planned minutes, longest idle; else the queue of the nearest zone that has a
manager; else the supervisor's (queue_zone_id null).

With p_take the chosen person's staff row is locked, marked (last_assigned_at) and a slot taken. Everybody who gives
somebody an order writes that row, so when it is another version than was weighed (xmin), somebody was quicker and all
are weighed anew under the lock; when another one is better now, the row is let go (the subtransaction ends). A row that
is locked means that its person is just being given an order: as long as it is the version that was found locked
(v_taking), they count as having p_minutes more (an order like this one), and only who is the best even so is waited for. So nobody gets over capacity, equals still differ by one order at
most, few wait, and whoever files one order waits for one row while holding none: there is nothing to deadlock on.
Without p_take nothing is written: the simulator and the operator's live card ask the same code.
scores: every candidate, the best first; narrow: 0 rule, 1 entrance, 2 house, 3… zone and above; taking: was just being
given another order; barred: why not.
*/
declare
    v_now timestamptz := lib.moment();
    v_today date := (v_now at time zone p_time_zone)::date;
    v_day date := case when p_emergency then v_today else greatest((p_due at time zone p_time_zone)::date, v_today) end;
    v_path bigint[] := estate.zone_path(p_zone);
    v_working boolean := true;
    v_permit boolean;
    v_ids bigint[];
    v_narrow integer[];
    v_stands bigint[];
    v_away bigint[];
    v_duty bigint[] := '{}';
    v_seen xid;
    v_found xid;
    v_held bigint;
    v_taking text[] := '{}';
    v_best desk.candidate;
begin
    if p_emergency then
        v_working := exists (
            select from desk.working_segments(v_today, v_today) as w
            where w.opens <= v_now at time zone p_time_zone and w.closes > v_now at time zone p_time_zone
        );
        v_duty := array(
            select d.staff_id from people.duty_shifts as d
            where d.during @> v_now and d.on_call and (d.zone_id is null or d.zone_id = any (v_path))
        );
    end if;

    -- who works at the place or is named by a rule, who is away on the day, whether the trade needs a permit
    select
        array_agg(s.staff_id), array_agg(s.narrow),
        array(select l.staff_id from people.leaves as l where l.during @> v_day),
        (select k.permit_required from people.specializations as k where k.specialization = p_specialization)
    into v_ids, v_narrow, v_away, v_permit
    from (
        select scoped.staff_id, min(scoped.narrow) as narrow
        from (
            select c.staff_id, case
                when c.entrance_id is not null then 1
                when c.house_id is not null then 2
                else 2 + array_position(v_path, c.zone_id)
            end as narrow
            from people.staff_scopes as c
            join people.staff_specializations as t
                on t.staff_id = c.staff_id and t.specialization = p_specialization
            where
                c.during @> v_today
                and (c.entrance_id = p_entrance or c.house_id = p_house or c.zone_id = any (v_path))
            union all
            (
                select r.staff_id, 0
                from desk.routing_rules as r
                where
                    not p_emergency
                    and r.active
                    and (r.service_id is null or r.service_id = p_service)
                    and (r.specialization is null or r.specialization = p_specialization)
                    and (r.zone_id is null or r.zone_id = any (v_path))
                    and (r.house_id is null or r.house_id = p_house)
                    and r.staff_id <> all (p_exclude)
                order by
                    r.house_id nulls last, array_position(v_path, r.zone_id) nulls last, r.service_id nulls last,
                    r.specialization nulls last, r.position, r.rule_id
                limit 1
            )
        ) as scoped
        group by scoped.staff_id
    ) as s;

    -- who replaces those that are away
    if v_ids && v_away then
        with recursive standing as (
            select s.staff_id, s.narrow, null::bigint as stands_for, 0 as step
            from unnest(v_ids, v_narrow) as s (staff_id, narrow)
            union all
            select l.replacement_id, s.narrow, coalesce(s.stands_for, s.staff_id), s.step + 1
            from standing as s
            join people.leaves as l on l.staff_id = s.staff_id and l.during @> v_day
            where l.replacement_id is not null and s.step < 5
        )

        select array_agg(c.staff_id), array_agg(c.narrow), array_agg(c.stands_for)
        into v_ids, v_narrow, v_stands
        from (
            select distinct on (s.staff_id) s.staff_id, s.narrow, s.stands_for
            from standing as s
            order by s.staff_id, s.narrow, s.step
        ) as c;
    end if;

    <<choice>>
    loop
        begin
            v_held := null;
            loop
                select
                    (array_agg(r.seen))[1],
                    array_agg((
                        r.id, r.name, r.narrow, nullif(r.duty, false), nullif(r.taking, false), r.stands_for,
                        r.open_count, r.capacity, r.minutes, r.last_assigned_at, r.barred
                    )::desk.candidate)
                into v_seen, scores
                from (
                    select w.*
                    from (
                        select
                            c.id, c.narrow, c.stands_for, c.id = any (v_duty) as duty,
                            concat(c.id, ' ', s.xmin) = any (v_taking) as taking, s.name::text as name, s.capacity,
                            s.last_assigned_at, s.xmin as seen, load.open_count, load.minutes,
                            case
                                when not s.employed @> v_day then 'gone'
                                when p_emergency and not v_working and c.id <> all (v_duty) then 'off_duty'
                                when c.id = any (v_away) and c.id <> all (v_duty) then 'leave'
                                when c.narrow > 0 and t.staff_id is null then 'trade'
                                when c.narrow > 0 and v_permit and (t.permit_until is null or t.permit_until < v_day)
                                    then 'permit'
                                when not p_emergency and load.open_count >= s.capacity then 'full'
                            end as barred
                        from unnest(v_ids, v_narrow, v_stands) as c (id, narrow, stands_for)
                        join people.staff as s on s.staff_id = c.id
                        left join people.staff_specializations as t
                            on t.staff_id = c.id and t.specialization = p_specialization
                        cross join lateral (
                            select
                                count(*) filter (where not o.emergency) as open_count,
                                coalesce(sum(o.planned_minutes), 0) as minutes
                            from desk.orders as o
                            where o.assignee_id = c.id and o.open
                        ) as load
                        where c.id <> all (p_exclude)
                    ) as w
                    order by
                        w.barred is not null, (w.id = p_prefer) is true desc, w.duty desc, w.narrow,
                        w.minutes + case when w.taking then p_minutes else 0 end, w.last_assigned_at nulls first, w.id
                ) as r;
                v_best := scores[1];
                staff_id := case when v_best.barred is null then v_best.staff_id end;
                exit choice when staff_id is null or not p_take;
                if v_held is null then
                    -- the version under the lock, which may be another than the one that was weighed
                    if v_best.taking then
                        select s.xmin into v_found
                        from people.staff as s
                        where s.staff_id = route_choose.staff_id
                        for no key update;
                    else
                        select s.xmin into v_found
                        from people.staff as s
                        where s.staff_id = route_choose.staff_id
                        for no key update skip locked;
                        if not found then
                            v_taking := v_taking || concat(staff_id, ' ', v_seen);
                            continue;
                        end if;
                    end if;
                    v_held := staff_id;
                    if v_seen <> v_found then
                        v_away := array(select l.staff_id from people.leaves as l where l.during @> v_day);
                        continue;
                    end if;
                elsif staff_id <> v_held then
                    raise serialization_failure;
                end if;
                slot := desk.slot_take(staff_id, p_emergency);
                exit choice;
            end loop;
        exception
            when serialization_failure then
                null;
        end;
    end loop;

    if staff_id is null then
        select m.zone_id
        into queue_zone_id
        from people.zone_managers as m
        where m.zone_id = any (v_path) and m.during @> v_today
        order by array_position(v_path, m.zone_id)
        limit 1;
    end if;
end
$$;
comment on function desk.route_choose(
    bigint, text, boolean, bigint, bigint, bigint, timestamptz, text, bigint, bigint[], boolean, integer
) is 'The one rule of who gets an order
@internal';
