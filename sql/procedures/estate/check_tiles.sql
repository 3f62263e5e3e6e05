create function estate.check_tiles()
returns table (
    title text,
    value text,
    note text,
    badge text,
    link text
)
language plpgsql
stable
set search_path = ''
as $$
/*
The state of house data in four figures, of the houses that the calling cabinet sees, with what it was a week ago; «—» before the
first run. Complete is a house without open findings of core rules.
*/
declare
    v_checked boolean := exists (select from estate.check_days);
begin
    return query
    with open_now as (
        select
            f.house_id, r.core, count(*) filter (where r.severity = 'error') as errors,
            count(*) filter (where r.severity = 'warning') as warnings, bool_or(r.blocks_plan) as blocking
        from estate.check_findings as f
        join estate.check_rules as r on r.rule = f.rule
        where f.cleared_at is null and f.excused_at is null
        group by f.house_id, r.core
    ),

    counted as (
        select
            coalesce(sum(o.errors), 0) as errors, coalesce(sum(o.warnings), 0) as warnings,
            count(distinct o.house_id) filter (where o.blocking) as blocking,
            count(distinct o.house_id) filter (where o.core) as gaps
        from open_now as o
    ),

    houses as (
        select count(*) as n from estate.houses as h
    ),

    earlier as (
        select sum(d.errors) as errors, sum(d.warnings) as warnings, round(100.0 * sum(d.complete) / nullif(sum(d.houses), 0)) as share
        from estate.zones as z
        cross join lateral (
            select c.* from estate.check_days as c
            where c.zone_id = z.zone_id and c.day <= people.today() - 7
            order by c.day desc
            limit 1
        ) as d
        where people.sees_all()
    )

    select
        cabinet.said('phrase.check_tile.' || t.code), case when v_checked then t.value else '—' end,
        case when t.was <> t.value then cabinet.said('phrase.was', jsonb_build_object('value', t.was)) end,
        case when v_checked then t.badge end, t.link
    from counted as c
    cross join houses as h
    cross join earlier as e
    cross join lateral (
        select case when h.n > 0 then floor(100.0 * (h.n - c.gaps) / h.n) end as share
    ) as s
    cross join lateral (values
        (1, 'errors', c.errors::text, e.errors::text, case when c.errors > 0 then 'bad' else 'ok' end, 'check?severity=error'),
        (2, 'blocking', c.blocking::text, null, case when c.blocking > 0 then 'bad' else 'ok' end, 'check?blocking=true'),
        (3, 'warnings', c.warnings::text, e.warnings::text, case when c.warnings > 0 then 'warn' else 'ok' end,
            'check?severity=warning'),
        (4, 'complete', s.share || ' %', e.share || ' %',
            case when s.share >= 90 then 'ok' when s.share >= 50 then 'warn' else 'bad' end, 'check')
    ) as t (n, code, value, was, badge, link)
    order by t.n;
end
$$;
comment on function estate.check_tiles() is 'The state of house data in figures';
