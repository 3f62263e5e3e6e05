create function upkeep.work_end(
    p_start timestamptz,
    p_minutes integer,
    p_time_zone text
)
returns timestamptz
language sql
stable
as $$
/* When work of so many minutes is over that begins then: lunch is stepped over. */
select p_start + make_interval(mins => p_minutes) + coalesce((
    select l.ends - l.starts
    from (
        select min(w.closes) as starts, max(w.opens) as ends
        from desk.working_segments((p_start at time zone p_time_zone)::date, (p_start at time zone p_time_zone)::date) as w
    ) as l
    where
        l.ends > l.starts and (p_start at time zone p_time_zone) < l.starts
        and (p_start at time zone p_time_zone) + make_interval(mins => p_minutes) > l.starts
), interval '0')
$$;
comment on function upkeep.work_end(timestamptz, integer, text) is 'When work is over that begins then
@internal';
