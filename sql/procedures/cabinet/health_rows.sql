create function cabinet.health_rows()
returns table (
    what text,
    badge text,
    value text,
    advice text,
    link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Health of the system as rows: what is measured, badge (ok, warn, bad), the value in words, what to do, where to look.
Texts are the rows phrase.health.<check> and phrase.health.<check>.advice.
*/
begin
    perform people.office_demand(array['admin']);
    return query
    with checks (position, code, level, amount) as (
        select 1, 'worker',
            case when count(*) filter (where j.late) > 0 then 'bad' else 'ok' end,
            count(*) filter (where j.late)
        from cabinet.jobs_list() as j
        union all
        select 2, 'jobs', case when count(*) filter (where j.last_error is not null) > 0 then 'bad' else 'ok' end,
            count(*) filter (where j.last_error is not null)
        from cabinet.jobs_list() as j
        union all
        select 3, 'errors', case when count(*) > 20 then 'bad' when count(*) > 0 then 'warn' else 'ok' end, count(*)
        from cabinet.error_log as e
        where e.happened_at > now() - interval '24 hours'
        union all
        select 4, 'outbox', case when count(*) > 100 then 'bad' when count(*) > 0 then 'warn' else 'ok' end, count(*)
        from talk.outbox as o
        where o.sent_at is null and o.given_up_at is null and o.due_at < now() - interval '10 minutes'
        union all
        select 5, 'given_up', case when count(*) > 0 then 'warn' else 'ok' end, count(*)
        from talk.outbox as o
        where o.given_up_at > now() - interval '7 days'
        union all
        select 10, 'events', case when count(*) > 0 then 'bad' else 'ok' end, count(*)
        from talk.events as e
        where
            e.told_at is null and e.given_up_at is null and e.raised_at < now() - interval '1 minute'
            or e.told_at is null and e.given_up_at > now() - interval '7 days'
        union all
        select 6, 'connections',
            case when count(*) * 10 > 8 * current_setting('max_connections')::integer then 'bad' else 'ok' end,
            count(*)
        from pg_catalog.pg_stat_activity
        union all
        select 7, 'size', 'ok', pg_catalog.pg_database_size(current_database()) / 1048576
        union all
        select 8, 'queue', case when count(*) > 0 then 'warn' else 'ok' end, count(*)
        from desk.orders as o
        where o.open and o.state <> 'merged' and o.assignee_id is null and o.emergency and o.created_at < lib.moment() - interval '10 minutes'
        union all
        select 11, 'documents', case when count(*) > 0 then 'bad' else 'ok' end, count(*)
        from cabinet.documents as d
        where
            d.state = 'waiting' and d.task_id is null and d.created_at < now() - interval '1 minute'
            or d.state = 'failed' and d.template_id is null and d.created_at > now() - interval '7 days'
        union all
        select 9, 'texts', case when count(*) > 0 then 'warn' else 'ok' end, count(*)
        from cabinet.texts as t
        where t.language = 'ru' and not exists (
            select from cabinet.texts as e where e.key = t.key and e.language = 'en'
        )
    )
    select
        cabinet.said('phrase.health.' || c.code),
        c.level,
        cabinet.said('phrase.health.' || c.code || '.value', jsonb_build_object('amount', c.amount)),
        case when c.level <> 'ok' then cabinet.said('phrase.health.' || c.code || '.advice') end,
        case
            when c.code in ('worker', 'jobs') then '/admin/jobs'
            when c.code = 'errors' then '/admin/errors'
        end
    from checks as c
    order by c.position;
end
$$;
comment on function cabinet.health_rows() is 'Health of the system as rows
@decides';
