create function cabinet.task_state(
    p_task bigint
)
returns table (
    state text,
    done integer,
    total integer,
    share lib.progress,
    said text,
    error text,
    seconds numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
How far a task is, for the block of a page that shows it. The caller has looked whether the acting person may see its
object; share is in percent, null while the total is not known.
*/
begin
    return query
    select
        t.state, t.done, t.total,
        case when t.state = 'done' then 100 when t.total > 0 then least(100, round(100.0 * t.done / t.total, 2)) end::lib.progress,
        t.said, t.error,
        round(extract(epoch from coalesce(t.finished_at, lib.moment()) - t.started_at)::numeric, 1)
    from cabinet.tasks as t
    where t.task_id = p_task;
end
$$;
comment on function cabinet.task_state(bigint) is 'How far a task is
@for code
@decides';
