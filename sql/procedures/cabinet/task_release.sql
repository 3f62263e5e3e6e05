create function cabinet.task_release(
    p_task bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A worker that stops in order gives its task back at once, without waiting for the lease to end. */
begin
    update cabinet.tasks as t
    set state = 'waiting', leased_until = null
    where t.task_id = p_task and t.state = 'running';
end
$$;
comment on function cabinet.task_release(bigint) is 'Вернуть фоновую работу
@for worker';
