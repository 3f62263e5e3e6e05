create function cabinet.job_finish(
    p_run bigint,
    p_done bigint default null,
    p_error text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Closes a run: how many objects it changed, or its error. Keeps the last two hundred runs of a job. */
declare
    v_job text;
begin
    update cabinet.job_runs as r
    set finished_at = clock_timestamp(), done = p_done, error = left(p_error, 2000)
    where r.job_run_id = p_run
    returning r.job into v_job;

    delete from cabinet.job_runs as r
    where r.job = v_job
        and r.job_run_id < (
            select newest.job_run_id
            from cabinet.job_runs as newest
            where newest.job = v_job
            order by newest.started_at desc, newest.job_run_id desc
            offset 199 limit 1
        );
end
$$;
comment on function cabinet.job_finish(bigint, bigint, text) is 'Закрыть запуск задания
@for worker';
