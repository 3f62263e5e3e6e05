create function estate.check_days_put(
    p_houses bigint[] default null
)
returns void
language plpgsql
volatile
as $$
/* Today's point of the trend for the zones of these houses, else for all: houses, complete ones, open errors and warnings. */
begin
    insert into estate.check_days as d (day, zone_id, houses, complete, errors, warnings)
    select
        people.today(), h.zone_id, count(*), count(*) filter (where not coalesce(f.core, false)), coalesce(sum(f.errors), 0),
        coalesce(sum(f.warnings), 0)
    from estate.houses as h
    left join (
        select
            o.house_id, bool_or(r.core) as core, count(*) filter (where r.severity = 'error') as errors,
            count(*) filter (where r.severity = 'warning') as warnings
        from estate.check_findings as o
        join estate.check_rules as r on r.rule = o.rule
        where o.cleared_at is null and o.excused_at is null
        group by o.house_id
    ) as f on f.house_id = h.house_id
    where
        p_houses is null
        or h.zone_id in (select z.zone_id from estate.houses as z where z.house_id = any (p_houses))
    group by h.zone_id
    on conflict (day, zone_id) do update
    set houses = excluded.houses, complete = excluded.complete, errors = excluded.errors, warnings = excluded.warnings;
end
$$;
comment on function estate.check_days_put(bigint[]) is 'Today''s point of the trend
@internal';
