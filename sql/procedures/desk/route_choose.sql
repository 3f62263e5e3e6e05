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
    out staff_id bigint,
    out queue_zone_id bigint,
    out slot smallint,
    out scores jsonb
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

With p_take the candidates' staff rows are locked in id order (`for no key update`: one order for all, so no deadlock;
foreign keys still pass), counted after that and the slot is taken: nobody gets over capacity. Without it nothing is
written: the simulator and the operator's live card ask the same code.
scores: every candidate with narrow (0 rule, 1 entrance, 2 house, 3… zone and above), open, minutes, idle_since, barred.
*/
declare
    v_now timestamptz := lib.moment();
    v_today date := (v_now at time zone p_time_zone)::date;
    v_day date := case when p_emergency then v_today else greatest((p_due at time zone p_time_zone)::date, v_today) end;
    v_path bigint[] := estate.zone_path(p_zone);
    v_working boolean := true;
    v_permit boolean;
    v_rule bigint;
    v_ids bigint[];
    v_narrow integer[];
    v_stands bigint[];
    v_barred text[];
    v_duty boolean[];
begin
    select s.permit_required into v_permit from people.specializations as s where s.specialization = p_specialization;
    if p_emergency then
        v_working := exists (
            select from desk.working_segments(v_today, v_today) as w
            where w.opens <= v_now at time zone p_time_zone and w.closes > v_now at time zone p_time_zone
        );
    else
        select r.staff_id
        into v_rule
        from desk.routing_rules as r
        where
            r.active
            and (r.service_id is null or r.service_id = p_service)
            and (r.specialization is null or r.specialization = p_specialization)
            and (r.zone_id is null or r.zone_id = any (v_path))
            and (r.house_id is null or r.house_id = p_house)
            and r.staff_id <> all (p_exclude)
        order by
            r.house_id nulls last, array_position(v_path, r.zone_id) nulls last, r.service_id nulls last,
            r.specialization nulls last, r.position, r.rule_id
        limit 1;
    end if;

    with recursive standing as (
        select scoped.staff_id, scoped.narrow, null::bigint as stands_for, 0 as step
        from (
            select c.staff_id, min(case
                when c.entrance_id is not null then 1
                when c.house_id is not null then 2
                else 2 + array_position(v_path, c.zone_id)
            end) as narrow
            from people.staff_scopes as c
            join people.staff_specializations as t
                on t.staff_id = c.staff_id and t.specialization = p_specialization
            where
                c.during @> v_today
                and (c.entrance_id = p_entrance or c.house_id = p_house or c.zone_id = any (v_path))
            group by c.staff_id
            union all
            select v_rule, 0 where v_rule is not null
        ) as scoped
        union all
        select l.replacement_id, s.narrow, coalesce(s.stands_for, s.staff_id), s.step + 1
        from standing as s
        join people.leaves as l on l.staff_id = s.staff_id and l.during @> v_day
        where l.replacement_id is not null and s.step < 5
    ),

    candidates as (
        select distinct on (s.staff_id) s.staff_id, s.narrow, s.stands_for
        from standing as s
        where s.staff_id <> all (p_exclude)
        order by s.staff_id, s.narrow, s.step
    )

    select
        array_agg(c.staff_id order by c.staff_id),
        array_agg(c.narrow order by c.staff_id),
        array_agg(c.stands_for order by c.staff_id),
        array_agg(duty.now order by c.staff_id),
        array_agg(
            case
                when not p.employed @> v_day then 'gone'
                when p_emergency and not duty.now and not v_working then 'off_duty'
                when not duty.now and exists (
                    select from people.leaves as l where l.staff_id = c.staff_id and l.during @> v_day
                ) then 'leave'
                when c.narrow > 0 and t.staff_id is null then 'trade'
                when c.narrow > 0 and v_permit and (t.permit_until is null or t.permit_until < v_day) then 'permit'
            end
            order by c.staff_id
        )
    into v_ids, v_narrow, v_stands, v_duty, v_barred
    from candidates as c
    join people.staff as p on p.staff_id = c.staff_id
    left join people.staff_specializations as t
        on t.staff_id = c.staff_id and t.specialization = p_specialization
    cross join lateral (
        select p_emergency and exists (
            select from people.duty_shifts as d
            where
                d.staff_id = c.staff_id and d.during @> v_now and d.on_call
                and (d.zone_id is null or d.zone_id = any (v_path))
        ) as now
    ) as duty;

    if p_take and v_ids is not null then
        perform from people.staff as s
        where s.staff_id = any (array(
            select u.id from unnest(v_ids, v_barred) as u (id, barred) where u.barred is null
        ))
        order by s.staff_id
        for no key update;
    end if;

    with weighed as (
        select
            c.id, c.narrow, c.stands_for, c.duty, s.name::text as name, s.capacity, s.last_assigned_at,
            load.open_count, load.minutes,
            coalesce(c.barred, case
                when not p_emergency and load.open_count >= s.capacity then 'full'
            end) as barred
        from unnest(v_ids, v_narrow, v_stands, v_duty, v_barred) as c (id, narrow, stands_for, duty, barred)
        join people.staff as s on s.staff_id = c.id
        cross join lateral (
            select
                count(*) filter (where not o.emergency) as open_count,
                coalesce(sum(o.planned_minutes), 0) as minutes
            from desk.orders as o
            where o.assignee_id = c.id and o.open
        ) as load
    ),

    ranked as (
        select w.*, row_number() over (
            order by
                w.barred is not null, (w.id = p_prefer) is true desc, w.duty desc, w.narrow, w.minutes,
                w.last_assigned_at nulls first, w.id
        ) as place
        from weighed as w
    )

    select
        max(r.id) filter (where r.place = 1 and r.barred is null),
        jsonb_agg(
            jsonb_strip_nulls(jsonb_build_object(
                'staff_id', r.id, 'name', r.name, 'narrow', r.narrow, 'duty', nullif(r.duty, false),
                'open', r.open_count, 'capacity', r.capacity, 'minutes', r.minutes,
                'idle_since', r.last_assigned_at, 'stands_for', r.stands_for, 'barred', r.barred
            ))
            order by r.place
        )
    into staff_id, scores
    from ranked as r;

    if staff_id is null then
        select m.zone_id
        into queue_zone_id
        from people.zone_managers as m
        where m.zone_id = any (v_path) and m.during @> v_today
        order by array_position(v_path, m.zone_id)
        limit 1;
    elsif p_take then
        slot := desk.slot_take(staff_id, p_emergency);
    end if;
end
$$;
comment on function desk.route_choose(
    bigint, text, boolean, bigint, bigint, bigint, timestamptz, text, bigint, bigint[], boolean
) is 'The one rule of who gets an order
@internal';
