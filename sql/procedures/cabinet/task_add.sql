create function cabinet.task_add(
    p_function text,
    p_object bigint,
    p_title text,
    p_total integer default null
)
returns bigint
language plpgsql
volatile
as $$
/*
Asks the worker for long work: p_function(task id) returns boolean is called again and again, a transaction each, until it
answers false. The acting person is kept in the task. The same work of the same object that still waits or runs is not
asked for twice: its id is returned.
*/
declare
    v_task bigint;
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('task ' || p_function, coalesce(p_object, 0)));
    select t.task_id into v_task
    from cabinet.tasks as t
    where t.function_name = p_function and t.object_id is not distinct from p_object and t.state in ('waiting', 'running');
    if v_task is null then
        insert into cabinet.tasks (function_name, object_id, title, total, user_id, cabinet)
        values (p_function, p_object, p_title, p_total, people.me(), people.my_cabinet())
        returning task_id into v_task;
    end if;
    return v_task;
end
$$;
comment on function cabinet.task_add(text, bigint, text, integer) is 'Asks the worker for long work
@internal';
