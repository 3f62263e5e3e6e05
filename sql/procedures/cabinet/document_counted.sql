create function cabinet.document_counted(
    p_task bigint
)
returns void
language plpgsql
volatile
as $$
/* One more document of a lot is printed, or given up: the last one ends its task. */
begin
    update cabinet.tasks as t
    set
        done = least(t.done + 1, t.total),
        state = case when t.state = 'running' and t.done + 1 >= t.total then 'done' else t.state end,
        finished_at = case when t.state = 'running' and t.done + 1 >= t.total then lib.moment() else t.finished_at end
    where t.task_id = p_task;
end
$$;
comment on function cabinet.document_counted(bigint) is 'One more document of a lot is printed
@internal';
