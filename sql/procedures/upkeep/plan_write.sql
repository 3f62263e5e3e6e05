create function upkeep.plan_write(
    p_plan bigint,
    p_norm bigint
)
returns bigint
language plpgsql
volatile
as $$
/*
The needs of a norm as draft works: with the time found, its crew and people, or with why there is none: no crew of the trade
here, too few people in it, longer than its day, no room left in the span. Lunch is stepped over. Returns how many.
*/
declare
    v_count bigint;
begin
    insert into upkeep.works (
        plan_id, norm_id, house_id, entrance_id, object_id, crew_id, title, specialization, span, wanted_on, starts_at,
        ends_at, planned_minutes, people_count, staff_ids, unplaced
    )
    select
        p_plan, p_norm, n.house_id, n.entrance_id, n.object_id, coalesce(b.crew_id, n.crews[1]), m.title, m.specialization,
        n.span, n.wanted_on,
        (b.opens + make_interval(mins => n.starts_minute
            + case when n.starts_minute >= b.lunch_after then b.lunch_minutes else 0 end)) at time zone b.time_zone,
        (b.opens + make_interval(mins => n.starts_minute + n.minutes
            + case when n.starts_minute + n.minutes > b.lunch_after then b.lunch_minutes else 0 end)) at time zone b.time_zone,
        n.minutes, n.people, coalesce(b.team[1:n.people], '{}'),
        case
            when n.bin_id is not null then null
            when cardinality(n.crews) = 0 then 'no_crew'
            when not exists (
                select from upkeep.plan_bins as f
                where f.plan_id = p_plan and f.crew_id = any (n.crews) and cardinality(f.team) >= n.people
            ) then 'few_people'
            when not exists (
                select from upkeep.crews as c where c.crew_id = any (n.crews) and c.minutes_per_day >= n.minutes
            ) then 'too_long'
            else 'no_room'
        end
    from upkeep.plan_needs as n
    join upkeep.norms as m on m.norm_id = n.norm_id
    left join upkeep.plan_bins as b on b.bin_id = n.bin_id
    where n.plan_id = p_plan and n.norm_id = p_norm
    order by n.house_id, n.need_id;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function upkeep.plan_write(bigint, bigint) is 'The needs of a norm as draft works
@internal';
