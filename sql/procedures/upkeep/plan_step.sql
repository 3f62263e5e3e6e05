create function upkeep.plan_step(
    p_task bigint
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
One step of making a plan: free time of crews, then what each norm demands, then a month at a time finds its days (three
rounds: from the wished day on, any day of the span, the other crews), then each norm's works are written; last the counts.
The number of the step is how far the task is.
*/
declare
    v_task cabinet.tasks := (select t from cabinet.tasks as t where t.task_id = p_task);
    v_plan upkeep.plans;
    v_norms integer;
    v_step integer := v_task.done + 1;
    v_at integer;
begin
    select p.* into v_plan from upkeep.plans as p where p.plan_id = v_task.object_id for update;
    if v_plan.state is distinct from 'making' then
        return false;
    end if;
    v_norms := cardinality(v_plan.norms);
    if v_step = 1 then
        perform upkeep.plan_bins_make(v_plan.plan_id);
    elsif v_step <= 1 + v_norms then
        perform upkeep.plan_needs_make(v_plan.plan_id, v_plan.norms[v_step - 1]);
        if v_step = 1 + v_norms then
            analyze upkeep.plan_needs;
        end if;
    elsif v_step <= 37 + v_norms then
        v_at := v_step - v_norms - 2;
        perform upkeep.plan_sweep(v_plan.plan_id, v_at % 12 + 1, r.rank, v_at >= 12)
        from generate_series(case when v_at < 24 then 1 else 2 end, case when v_at < 24 then 1 else 4 end) as r (rank);
    elsif v_step <= 37 + 2 * v_norms then
        perform upkeep.plan_write(v_plan.plan_id, v_plan.norms[v_step - 37 - v_norms]);
    else
        update upkeep.plans as p
        set
            state = 'draft', works_count = w.works, moved_count = w.moved, unplaced_count = w.unplaced,
            gaps_count = (select count(distinct g.house_id) from upkeep.plan_gaps as g where g.plan_id = p.plan_id)
        from (
            select
                count(*) as works, count(*) filter (where w.starts_at is null) as unplaced,
                count(*) filter (where w.starts_at is not null and d.day is null) as moved
            from upkeep.works as w
            left join (
                select distinct s.day
                from desk.working_segments(make_date(v_plan.year, 1, 1), make_date(v_plan.year, 12, 31)) as s
            ) as d on d.day = w.wanted_on
            where w.plan_id = v_plan.plan_id
        ) as w
        where p.plan_id = v_plan.plan_id;
        perform upkeep.plan_loads_put(v_plan.plan_id);
        delete from upkeep.plan_needs as n where n.plan_id = v_plan.plan_id;
        perform cabinet.task_progress(p_task, v_step, v_step, cabinet.said('said.upkeep.plan_ready'));
        return false;
    end if;
    perform cabinet.task_progress(p_task, v_step, 38 + 2 * v_norms, cabinet.said('said.upkeep.plan_stage_' || case
        when v_step = 1 then 'crews' when v_step <= 1 + v_norms then 'norms' when v_step <= 37 + v_norms then 'days' else 'works'
    end));
    return true;
end
$$;
comment on function upkeep.plan_step(bigint) is 'Шаг составления плана
@for worker';
