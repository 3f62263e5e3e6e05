create function cabinet.task_progress(
    p_task bigint,
    p_done integer,
    p_total integer default null,
    p_said text default null
)
returns void
language plpgsql
volatile
as $$
/* A step tells how far the work is: done of total, and a word for the page («Проверяем адреса»). */
begin
    update cabinet.tasks as t
    set done = p_done, total = coalesce(p_total, t.total), said = coalesce(p_said, t.said)
    where t.task_id = p_task;
end
$$;
comment on function cabinet.task_progress(bigint, integer, integer, text) is 'How far long work is
@internal';
