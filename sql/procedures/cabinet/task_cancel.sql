create function cabinet.task_cancel(
    p_task bigint
)
returns boolean
language plpgsql
volatile
as $$
/* Stops a task that waits or runs; the step that runs now still ends. False where it had ended before. */
begin
    update cabinet.tasks as t
    set state = 'cancelled', finished_at = lib.moment(), leased_until = null
    where t.task_id = p_task and t.state in ('waiting', 'running');
    return found;
end
$$;
comment on function cabinet.task_cancel(bigint) is 'Stops long work
@internal';
