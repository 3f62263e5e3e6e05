create function upkeep.plan_loads_put(
    p_plan bigint
)
returns void
language plpgsql
volatile
as $$
/* Counts what a plan gives each crew in each month, once for all who look at it. */
begin
    delete from upkeep.plan_loads as l where l.plan_id = p_plan;
    insert into upkeep.plan_loads (plan_id, crew_id, month, works, minutes)
    select p_plan, w.crew_id, extract(month from w.starts_at at time zone h.time_zone), count(*), sum(w.planned_minutes)
    from upkeep.works as w
    join estate.houses as h on h.house_id = w.house_id
    where w.plan_id = p_plan and w.starts_at is not null and w.crew_id is not null and w.state <> 'cancelled'
    group by w.crew_id, 3;
end
$$;
comment on function upkeep.plan_loads_put(bigint) is 'Counts the load of crews by a plan
@internal';
