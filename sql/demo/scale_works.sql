-- The preventive plan of a measuring set: about 110 works a house over the year from three months ago on, as an approved plan
-- leaves them, done with an act where their time is over, else with the booked time of their people.

create function demo.scale_works(
    p_state demo.scale_state
)
returns bigint
language plpgsql
volatile
as $$
/*
A crew of every trade in each zone. A work is wanted on a working day of its span, spread by the house, and stands behind the
others of its crew on that day; what is longer than the day or needs more people than the crew has finds no time.
*/
declare
    v_now constant timestamptz := lib.moment();
    v_from constant date := (v_now - interval '3 months')::date;
    v_to constant date := (v_now + interval '9 months')::date;
    v_plan bigint;
    v_count bigint;
begin
    insert into upkeep.crews (name, zone_id, specialization, minutes_per_day)
    select distinct 'Мерная ' || h.zone_id || ' ' || h.trade, h.zone_id, h.trade, 440 from demo.hands as h where h.n > 0;
    create table demo.crews as
    select c.crew_id, c.zone_id, c.specialization, array_agg(h.staff_id order by h.n) as staff
    from demo.hands as h
    join upkeep.crews as c on c.name = 'Мерная ' || h.zone_id || ' ' || h.trade
    where h.n > 0
    group by c.crew_id;
    insert into upkeep.crew_members (crew_id, staff_id, during)
    select c.crew_id, s.staff_id, daterange(v_from, null) from demo.crews as c cross join lateral unnest(c.staff) as s (staff_id);
    insert into upkeep.plans (year, norms, state, made_by, approved_at)
    select extract(year from v_now), array_agg(n.norm_id), 'approved', min(u.user_id), v_from::timestamptz
    from upkeep.norms as n
    cross join (select min(c.user_id) as user_id from people.user_cabinets as c where c.cabinet = 'supervisor') as u
    where n.active and n.object_type = 'house' and n.due is null
    returning plan_id into v_plan;

    create table demo.days as
    select d.day, min(w.day) as working, min(w.opens) as opens
    from generate_series(v_from, v_to + 20, '1 day') as g (day)
    cross join lateral (select g.day::date as day) as d
    join (
        select s.day, min(s.opens) as opens from desk.working_segments(v_from, v_to + 40) as s group by s.day
    ) as w on w.day = (select min(x.day) from desk.working_segments(d.day, d.day + 20) as x)
    group by d.day;
    create table demo.works as
    select
        w.*, sum(w.minutes) over (partition by w.crew_id, w.working order by w.house_id, w.norm_id, w.first) as till
    from (
        select
            h.house_id, h.time_zone, n.norm_id, n.title, n.specialization, n.planned_minutes as minutes, n.people_count as people,
            c.crew_id, c.staff, l.span, lower(l.span) as first, d.working, d.opens
        from estate.houses as h
        join demo.crews as c on c.zone_id = h.zone_id
        join upkeep.norms as n on n.specialization = c.specialization
        join upkeep.plans as p on p.plan_id = v_plan and n.norm_id = any (p.norms)
        cross join generate_series(extract(year from v_from)::integer, extract(year from v_to)::integer) as y (year)
        cross join lateral upkeep.norm_slots(y.year, n.times, n.per_months, n.months) as l
        join demo.days as d
            on d.day = lower(l.span) + (upper(l.span) - lower(l.span) - 1) * (h.number::integer % 25) / 25
        where
            h.slug like 'mernaya-' || p_state.mark || '-%' and lower(l.span) >= v_from and upper(l.span) <= v_to
            and n.per_months <= 12
    ) as w;

    insert into upkeep.works (
        plan_id, norm_id, house_id, crew_id, title, specialization, state, span, wanted_on, starts_at, ends_at,
        planned_minutes, people_count, staff_ids, unplaced, started_at, done_at, done_by, minutes, act_number, result
    )
    select
        v_plan, w.norm_id, w.house_id, w.crew_id, w.title, w.specialization, case when t.done then 'done' else 'planned' end,
        w.span, w.working, t.starts_at, t.ends_at, w.minutes, w.people,
        case when t.starts_at is null then '{}' else w.staff[1:w.people] end,
        case when cardinality(w.staff) < w.people then 'few_people' when t.starts_at is null then 'no_room' end,
        case when t.done then t.starts_at end, case when t.done then t.ends_at end, case when t.done then w.staff[1] end,
        case when t.done then w.minutes end,
        case when t.done then 'П-' || extract(year from v_now) || '-' || nextval('upkeep.act_numbers') end,
        case when t.done then 'Сделано в полном объёме' end
    from demo.works as w
    cross join lateral (
        select (w.opens + make_interval(mins => (w.till - w.minutes)::integer)) at time zone w.time_zone as starts_at
        where w.till <= 440 and cardinality(w.staff) >= w.people
        union all
        select null where w.till > 440 or cardinality(w.staff) < w.people
    ) as s
    cross join lateral (
        select
            s.starts_at, s.starts_at + make_interval(mins => w.minutes) as ends_at,
            coalesce(s.starts_at + make_interval(mins => w.minutes) < v_now and (w.house_id + w.norm_id) % 50 > 0, false) as done
    ) as t
    order by w.working, w.house_id, w.norm_id;
    get diagnostics v_count = row_count;
    insert into people.bookings (staff_id, during, source, object_id)
    select s.staff_id, tstzrange(w.starts_at, w.ends_at), 'planned_work', w.work_id
    from upkeep.works as w
    cross join lateral unnest(w.staff_ids) as s (staff_id)
    where w.plan_id = v_plan and w.open
    order by s.staff_id, w.starts_at;
    insert into upkeep.work_events (work_id, house_id, happened_at, kind, user_id, actor_name, details)
    select w.work_id, w.house_id, w.done_at, 'done', f.user_id, f.name, jsonb_build_object('act', w.act_number)
    from upkeep.works as w
    join people.staff as f on f.staff_id = w.done_by
    where w.plan_id = v_plan and w.state = 'done'
    order by w.done_at;
    update upkeep.plans as p
    set works_count = v_count, unplaced_count = (select count(*) from demo.works as w where w.till > 440 or cardinality(w.staff) < w.people)
    where p.plan_id = v_plan;
    perform upkeep.plan_loads_put(v_plan);
    drop table demo.works, demo.days, demo.crews;
    return v_count;
end
$$;
