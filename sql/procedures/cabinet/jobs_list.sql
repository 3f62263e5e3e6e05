create function cabinet.jobs_list()
returns table (
    job text,
    title text,
    every interval,
    next_at timestamptz,
    enabled boolean,
    last_started_at timestamptz,
    last_seconds numeric,
    last_error text,
    last_done bigint,
    late boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Jobs of the worker with their last run. late: should have run three periods ago, so the worker stands still. */
begin
    perform people.office_demand(array['admin']);
    return query
    select
        s.job, s.title, s.every, s.next_at, s.enabled, r.started_at,
        round(extract(epoch from r.finished_at - r.started_at), 2), r.error, r.done,
        s.enabled and s.next_at < now() - greatest(3 * s.every, interval '5 minutes')
    from cabinet.schedules as s
    left join lateral (
        select j.started_at, j.finished_at, j.error, j.done
        from cabinet.job_runs as j
        where j.job = s.job
        order by j.started_at desc
        limit 1
    ) as r on true
    order by s.title;
end
$$;
comment on function cabinet.jobs_list() is 'Jobs of the worker with their last run
@decides';
