create function cabinet.task_stepped(
    p_task bigint,
    p_more boolean
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* After a step: prolongs the lease or ends the task; answers whether the worker is to go on (not when it was cancelled). */
declare
    v_state text;
begin
    update cabinet.tasks as t
    set state = case when p_more then 'running' else 'done' end, attempts = 0,
        leased_until = case when p_more then clock_timestamp() + interval '5 minutes' end,
        finished_at = case when p_more then null else lib.moment() end
    where t.task_id = p_task and t.state = 'running'
    returning t.state into v_state;
    return coalesce(v_state = 'running', false);
end
$$;
comment on function cabinet.task_stepped(bigint, boolean) is 'Шаг фоновой работы сделан
@for worker';
