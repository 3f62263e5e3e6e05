create function upkeep.plan_approve(
    p_plan lib.plan_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A draft becomes the plan: the worker books the people's time, some hundred works a step (upkeep.plan_approve_step).
Errors: not_found, plan_not_draft.
*/
declare
    v_plan upkeep.plans;
begin
    perform people.office_demand(array['supervisor']);
    select p.* into v_plan from upkeep.plans as p where p.plan_id = p_plan for update;
    if v_plan.plan_id is null then
        perform cabinet.refuse('not_found');
    elsif v_plan.state <> 'draft' then
        perform cabinet.refuse('plan_not_draft', p_goto => 'plan', p_goto_label => 'page.supervisor.plan');
    end if;
    update upkeep.plans as p
    set
        state = 'approving',
        task_id = cabinet.task_add(
            'upkeep.plan_approve_step', p_plan,
            cabinet.said('said.upkeep.plan_approving', jsonb_build_object('year', v_plan.year)), v_plan.works_count)
    where p.plan_id = p_plan;
end
$$;
comment on function upkeep.plan_approve(lib.plan_ref) is 'A draft becomes the plan
@decides';
