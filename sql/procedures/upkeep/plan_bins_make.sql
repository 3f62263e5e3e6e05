create function upkeep.plan_bins_make(
    p_plan bigint
)
returns void
language plpgsql
volatile
as $$
/*
The free working time of crews from tomorrow, or the first of January, to the end of the plan's year: a row for each piece
of a working day (people.calendar_days, people.working_hours) that visits, shifts and earlier works leave. Who is on leave
is not counted; who is in several crews works for them by turns, a day each. A day holds at most the crew's
minutes_per_day, less what is planned on it already.
*/
declare
    v_plan upkeep.plans := (select p from upkeep.plans as p where p.plan_id = p_plan);
    v_from date := greatest(make_date(v_plan.year, 1, 1), people.today() + 1);
    v_to date := make_date(v_plan.year, 12, 31);
    v_people integer := (select max(n.people_count) from upkeep.norms as n where n.norm_id = any (v_plan.norms));
    v_zone_time text := coalesce((select nullif(s.value, '') from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow');
begin
    with crews as materialized (
        select
            c.crew_id, c.minutes_per_day,
            coalesce((
                select h.time_zone
                from estate.houses as h
                where h.zone_id in (select z.id from estate.zone_branch(array[c.zone_id]) as z (id))
                group by h.time_zone
                order by count(*) desc
                limit 1
            ), v_zone_time) as time_zone
        from upkeep.crews as c
        where
            c.active and c.specialization in (
                select n.specialization from upkeep.norms as n where n.norm_id = any (v_plan.norms)
            )
    ),

    days as materialized (
        select
            w.day, min(w.opens) as opens, max(w.closes) as closes, range_agg(tsrange(w.opens, w.closes)) as working,
            min(w.closes) as lunch_from, sum(extract(epoch from w.closes - w.opens))::integer / 60 as minutes
        from desk.working_segments(v_from, v_to) as w
        group by w.day
    ),

    turns as (
        select
            m.crew_id, m.staff_id, m.during,
            row_number() over (partition by m.staff_id order by m.crew_id) - 1 as turn,
            count(*) over (partition by m.staff_id) as crews
        from upkeep.crew_members as m
        join upkeep.crews as c on c.crew_id = m.crew_id and c.active
        where upper_inf(m.during) or upper(m.during) > v_from
    ),

    present as (
        select
            t.crew_id, d.day, t.staff_id, coalesce(b.busy, '{}') as busy, coalesce(b.minutes, 0) as minutes,
            row_number() over (partition by t.crew_id, d.day order by coalesce(b.minutes, 0), t.staff_id) as place
        from turns as t
        join crews as c on c.crew_id = t.crew_id
        join people.staff as s on s.staff_id = t.staff_id
        join days as d on d.day <@ t.during and d.day <@ s.employed and (d.day - date '2000-01-03') % t.crews = t.turn
        left join lateral (
            select
                range_agg(tsrange(lower(b.during) at time zone c.time_zone, upper(b.during) at time zone c.time_zone)) as busy,
                sum(extract(epoch from upper(b.during) - lower(b.during)))::integer / 60 as minutes,
                bool_or(b.source in ('shift', 'leave')) as away
            from people.bookings as b
            where b.staff_id = t.staff_id and b.during && tstzrange(d.opens at time zone c.time_zone, d.closes at time zone c.time_zone)
        ) as b on true
        where
            not coalesce(b.away, false)
            and not exists (
                select from people.leaves as l where l.staff_id = t.staff_id and l.during @> d.day
            )
    ),

    teams as (
        select p.crew_id, p.day, array_agg(p.staff_id order by p.place) as team, range_agg(p.busy) as busy
        from present as p
        where p.place <= v_people
        group by p.crew_id, p.day
    ),

    pieces as (
        select
            t.crew_id, c.time_zone, t.day, t.team, f.piece, c.minutes_per_day, d.lunch_from, d.opens, d.closes,
            isempty(t.busy) as whole, d.minutes as day_minutes
        from teams as t
        join crews as c on c.crew_id = t.crew_id
        join days as d on d.day = t.day
        cross join lateral unnest(
            case when isempty(t.busy) then tsmultirange(tsrange(d.opens, d.closes)) else d.working - t.busy end
        ) as f (piece)
    ),

    sized as (
        select
            p.*, row_number() over (partition by p.crew_id, p.day order by p.piece) as place,
            case when p.whole then p.day_minutes
                else extract(epoch from upper(p.piece) - lower(p.piece))::integer / 60 end as minutes
        from pieces as p
    ),

    capped as (
        select
            s.*,
            least(s.minutes, greatest(0, s.minutes_per_day - coalesce(e.minutes, 0) - coalesce(
                sum(s.minutes) over (
                    partition by s.crew_id, s.day order by s.place rows between unbounded preceding and 1 preceding
                ), 0
            ))) as room
        from sized as s
        left join lateral (
            select sum(w.planned_minutes) as minutes
            from upkeep.works as w
            where
                w.crew_id = s.crew_id and w.state in ('planned', 'in_progress', 'no_access')
                and w.starts_at >= s.day::timestamp at time zone s.time_zone
                and w.starts_at < (s.day + 1)::timestamp at time zone s.time_zone
        ) as e on true
    )

    insert into upkeep.plan_bins (
        plan_id, crew_id, day, place, team, opens, time_zone, minutes, lunch_after, lunch_minutes
    )
    select
        p_plan, c.crew_id, c.day, c.place, c.team, lower(c.piece), c.time_zone, c.room,
        case when c.whole and c.lunch_from < c.closes then extract(epoch from c.lunch_from - c.opens)::integer / 60 end,
        case when c.whole and c.lunch_from < c.closes
            then extract(epoch from c.closes - c.opens)::integer / 60 - c.day_minutes else 0 end
    from capped as c
    where c.room >= 10;
    analyze upkeep.plan_bins;
end
$$;
comment on function upkeep.plan_bins_make(bigint) is 'The free working time of crews for a plan
@internal';
