create function cabinet.task_take()
returns table (
    task_id bigint,
    function_name text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Leases the oldest task that waits, or whose worker was lost, for five minutes; no row when there is none. A task taken for
the fifth time without a step done is given up: something in it kills its worker.
*/
begin
    update cabinet.tasks as t
    set state = 'failed', finished_at = lib.moment(), error = coalesce(t.error, 'lost')
    where t.state = 'running' and t.leased_until < clock_timestamp() and t.attempts >= 5;
    return query
    update cabinet.tasks as t
    set state = 'running', leased_until = clock_timestamp() + interval '5 minutes', attempts = t.attempts + 1,
        started_at = coalesce(t.started_at, lib.moment())
    where t.task_id = (
        select n.task_id
        from cabinet.tasks as n
        where n.state = 'waiting' or (n.state = 'running' and n.leased_until < clock_timestamp())
        order by n.task_id
        limit 1
        for update skip locked
    )
    returning t.task_id, t.function_name;
end
$$;
comment on function cabinet.task_take() is 'Следующая фоновая работа
@for worker';
