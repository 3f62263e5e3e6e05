create function cabinet.job_take(
)
returns table (
    job_run_id bigint,
    job text,
    function_name text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes the longest overdue job, moves its next time on and opens a run; no row when nothing is due.
   Two workers never take the same one: the row is locked and skipped. A worker killed between here and job_finish
   leaves a run without an end, and the job runs again at its next time. */
begin
    return query
    with due as (
        select s.job
        from cabinet.schedules as s
        where s.enabled and s.next_at <= clock_timestamp()
        order by s.next_at
        limit 1
        for update skip locked
    ),
    moved as (
        update cabinet.schedules as s
        set next_at = greatest(s.next_at + s.every, clock_timestamp())
        from due
        where s.job = due.job
        returning s.job, s.function_name
    ),
    opened as (
        insert into cabinet.job_runs (job, started_at)
        select m.job, clock_timestamp() from moved as m
        returning job_runs.job_run_id, job_runs.job
    )
    select o.job_run_id, m.job, m.function_name
    from opened as o
    join moved as m on m.job = o.job;
end
$$;
comment on function cabinet.job_take() is 'Следующее задание
@for worker';
