create function upkeep.plan_needs_make(
    p_plan bigint,
    p_norm bigint
)
returns bigint
language plpgsql
volatile
as $$
/*
What one norm demands of a plan: a need for each of its spans in the year and each place it concerns, unless a work of that
norm and place stands or was done in the span. wanted_on goes on from the last done work by the norm's step; without one
the places of a crew are spread over the span. A norm that is due by a day of the passport has a need for that day and then
for each of its steps, in the plan of the year in which its lead begins; what is due at once gets a month, its lead at most.
Places that cannot be judged, and those of a house that a finding of the object check keeps out, go into upkeep.plan_gaps.
Returns how many needs.
*/
declare
    v_plan upkeep.plans := (select p from upkeep.plans as p where p.plan_id = p_plan);
    v_norm upkeep.norms := (select n from upkeep.norms as n where n.norm_id = p_norm);
    v_from date := greatest(make_date(v_plan.year, 1, 1), people.today() + 1);
    v_step interval := make_interval(days => round(30.4375 * v_norm.per_months / v_norm.times)::integer);
    v_until date := make_date(v_plan.year + 1, 1, 1);
    v_count bigint;
begin
    with places as materialized (
        select
            p.house_id, p.zone_id, p.entrance_id, p.object_id,
            case when k.house_id is null or not p.fits then p.fits end as fits,
            case when p.fits then '{}' else p.missing end as missing, coalesce(k.rules, '{}') as rules,
            p.due_on, coalesce(p.every_months, v_norm.per_months) as every_months
        from upkeep.norm_places(v_norm.object_type, v_norm.conditions, v_norm.due, v_plan.zone_id) as p
        left join upkeep.plan_kept_out() as k on k.house_id = p.house_id
    ),

    unknown as (
        insert into upkeep.plan_gaps (plan_id, house_id, norm_id, attributes, rules)
        select p_plan, p.house_id, p_norm, array_remove(array_agg(distinct u.attribute), null), p.rules
        from places as p
        left join lateral unnest(p.missing) as u (attribute) on true
        where p.fits is null
        group by p.house_id, p.rules
    ),

    serving as materialized (
        -- crews of the trade for each zone, those of the nearest zone first
        select
            z.zone_id, c.crew_id,
            dense_rank() over (partition by z.zone_id order by coalesce(array_position(z.path, c.zone_id), 100)) as level,
            row_number() over (
                partition by z.zone_id, coalesce(array_position(z.path, c.zone_id), 100) order by c.crew_id
            ) - 1 as turn,
            count(*) over (partition by z.zone_id, coalesce(array_position(z.path, c.zone_id), 100)) as crews
        from (
            select d.zone_id, estate.zone_path(d.zone_id) as path from (select distinct p.zone_id from places as p) as d
        ) as z
        join upkeep.crews as c
            on c.active and c.specialization = v_norm.specialization and (c.zone_id is null or c.zone_id = any (z.path))
    ),

    shared as (
        select p.*, row_number() over (partition by p.zone_id order by p.house_id, p.object_id) as turn
        from places as p
        where p.fits
    ),

    given as materialized (
        -- crews of one level take the places of a zone by turns; the others stand in when the first is full
        select
            s.house_id, s.entrance_id, s.object_id, s.due_on, s.every_months,
            coalesce((
                select array_agg(v.crew_id order by v.level, (v.turn + s.turn) % v.crews)
                from serving as v
                where v.zone_id = s.zone_id
            ), '{}') as crews
        from shared as s
    ),

    spread as materialized (
        select
            g.*, row_number() over (partition by g.crews[1] order by g.house_id, g.object_id) - 1 as place,
            count(*) over (partition by g.crews[1]) as places, d.done_on, d.settled_on,
            least(v_norm.lead_days, g.every_months * 30 - 1) as lead_days
        from given as g
        left join lateral (
            -- a work that stands counts as done, on its day or on the last one it may be done
            select
                max(w.done_at::date) as done_on, max(coalesce(w.done_at::date, w.starts_at::date, upper(w.span) - 1)) as settled_on
            from upkeep.works as w
            where
                w.norm_id = p_norm and w.house_id = g.house_id and w.object_id is not distinct from g.object_id
                and w.state in ('planned', 'in_progress', 'no_access', 'done')
        ) as d on true
    ),

    by_months as (
        select
            s.*, l.span,
            row_number() over (partition by s.house_id, s.object_id order by l.place) as number
        from spread as s
        join upkeep.norm_slots(v_plan.year, v_norm.times, v_norm.per_months, v_norm.months) as l on upper(l.span) > v_from
        where
            v_norm.due is null
            and (v_norm.per_months <= 12 or s.settled_on is null or s.settled_on + v_step < v_until)
            and not exists (
                select
                from upkeep.works as w
                where
                    w.norm_id = p_norm and w.house_id = s.house_id and w.object_id is not distinct from s.object_id
                    and case
                        when w.state = 'done' then w.done_at::date <@ l.span
                        else w.state in ('planned', 'in_progress', 'no_access') and w.span && l.span
                    end
            )
    ),

    by_passport as (
        -- a work done in the days before the day of the passport has settled it, whatever the passport still says
        select
            s.*, daterange(greatest(v_from, t.due_on - s.lead_days), greatest(t.due_on, v_from + least(s.lead_days, 30)), '[]') as span
        from spread as s
        cross join lateral (
            select greatest(v_from, case
                when s.settled_on >= s.due_on - s.lead_days then (s.settled_on + make_interval(months => s.every_months))::date
                else s.due_on
            end) as due_on
        ) as f
        cross join lateral generate_series(0, 12) as n
        cross join lateral (select (f.due_on + make_interval(months => n * s.every_months))::date as due_on) as t
        where v_norm.due is not null and t.due_on - s.lead_days < v_until
    )

    insert into upkeep.plan_needs (
        plan_id, norm_id, house_id, entrance_id, object_id, crews, span, months, wanted_on, minutes, people
    )
    select
        p_plan, p_norm, d.house_id, d.entrance_id, d.object_id, d.crews, d.span, v_norm.months,
        greatest(v_from, lower(d.span), case
            when d.last_on is null
                then lower(d.span) + floor(d.place * 0.9 * (least(upper(d.span), v_until) - lower(d.span)) / d.places)::integer
            else least(upper(d.span) - 1, (d.last_on + d.number * v_step)::date)
        end),
        v_norm.planned_minutes, v_norm.people_count
    from (
        select
            m.house_id, m.entrance_id, m.object_id, m.crews, m.span, m.place, m.places, m.number,
            case when v_norm.per_months > 12 then m.settled_on else m.done_on end as last_on
        from by_months as m
        union all
        select p.house_id, p.entrance_id, p.object_id, p.crews, p.span, p.place, p.places, null, null
        from by_passport as p
    ) as d;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function upkeep.plan_needs_make(bigint, bigint) is 'What one norm demands of a plan
@internal';
