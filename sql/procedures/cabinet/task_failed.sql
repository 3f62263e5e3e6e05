create function cabinet.task_failed(
    p_task bigint,
    p_error text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A step raised: the task ends with what was said; what earlier steps did stays, the domain decides what that means. */
begin
    update cabinet.tasks as t
    set state = 'failed', error = left(p_error, 2000), finished_at = lib.moment(), leased_until = null
    where t.task_id = p_task and t.state = 'running';
end
$$;
comment on function cabinet.task_failed(bigint, text) is 'Фоновая работа не удалась
@for worker';
