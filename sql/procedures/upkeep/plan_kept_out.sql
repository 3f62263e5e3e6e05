create function upkeep.plan_kept_out()
returns table (
    house_id bigint,
    rules text[]
)
language sql
stable
as $$
/* Houses that the object check keeps out of plans: with which open, not excused findings of rules that block a plan. */
select f.house_id, array_agg(distinct f.rule order by f.rule)
from estate.check_rules as r
join estate.check_findings as f on f.rule = r.rule and f.cleared_at is null and f.excused_at is null
where r.blocks_plan and r.active
group by f.house_id
$$;
comment on function upkeep.plan_kept_out() is 'Houses that the object check keeps out of plans
@internal';
