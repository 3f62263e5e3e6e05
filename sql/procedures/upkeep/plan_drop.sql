create function upkeep.plan_drop(
    p_plan lib.plan_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Throws a draft away, one that is still being made too. Errors: not_found, plan_approved. */
declare
    v_plan upkeep.plans;
begin
    perform people.office_demand(array['supervisor']);
    select p.* into v_plan from upkeep.plans as p where p.plan_id = p_plan for update;
    if v_plan.plan_id is null then
        perform cabinet.refuse('not_found');
    elsif v_plan.state not in ('making', 'draft', 'failed') then
        perform cabinet.refuse('plan_approved', p_values => jsonb_build_object('year', v_plan.year));
    end if;
    perform cabinet.task_cancel(v_plan.task_id);
    delete from upkeep.works as w where w.plan_id = p_plan and w.state = 'draft';
    delete from upkeep.plan_needs as n where n.plan_id = p_plan;
    delete from upkeep.plan_bins as b where b.plan_id = p_plan;
    delete from upkeep.plan_loads as l where l.plan_id = p_plan;
    delete from upkeep.plan_gaps as g where g.plan_id = p_plan;
    update upkeep.plans as p set state = 'dropped' where p.plan_id = p_plan;
end
$$;
comment on function upkeep.plan_drop(lib.plan_ref) is 'Throws a draft away
@decides';
