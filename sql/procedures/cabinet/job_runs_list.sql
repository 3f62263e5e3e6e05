create function cabinet.job_runs_list(
    p_job text default null
)
returns table (
    job text,
    title text,
    started_at timestamptz,
    seconds numeric,
    done bigint,
    error text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The last 500 runs of one job or of all, newest first. */
begin
    perform people.office_demand(array['admin']);
    return query
    select
        r.job, s.title, r.started_at, round(extract(epoch from r.finished_at - r.started_at), 2), r.done, r.error
    from cabinet.job_runs as r
    join cabinet.schedules as s on s.job = r.job
    where p_job is null or r.job = p_job
    order by r.started_at desc
    limit 500;
end
$$;
comment on function cabinet.job_runs_list(text) is 'The last runs of jobs
@decides';
