create function upkeep.work_free(
    p_staff bigint[],
    p_minutes integer,
    p_from timestamptz,
    p_until timestamptz,
    p_time_zone text,
    p_months smallint[] default null
)
returns timestamptz
language sql
stable
as $$
/*
The first moment in working hours from which all of these people are free for so many minutes of work, ended by p_until; in these
months only. Null where there is none.
*/
with days as (
    select w.day, min(w.opens) as opens, max(w.closes) as closes, min(w.closes) as lunch_from, max(w.opens) as lunch_to
    from desk.working_segments(
        (p_from at time zone p_time_zone)::date,
        least((p_until at time zone p_time_zone)::date, (p_from at time zone p_time_zone)::date + 366)
    ) as w
    where p_months is null or extract(month from w.day) = any (p_months)
    group by w.day
),

pieces as (
    select d.*, f.piece
    from days as d
    cross join lateral unnest(
        tstzmultirange(tstzrange(
            greatest(p_from, d.opens at time zone p_time_zone),
            greatest(p_from, d.opens at time zone p_time_zone, least(p_until, d.closes at time zone p_time_zone))
        )) - coalesce((
            select range_agg(b.during)
            from people.bookings as b
            where
                b.staff_id = any (p_staff)
                and b.during && tstzrange(d.opens at time zone p_time_zone, d.closes at time zone p_time_zone)
        ), '{}')
    ) as f (piece)
),

starts as (
    select
        case
            when p.lunch_to > p.lunch_from and lower(p.piece) at time zone p_time_zone >= p.lunch_from
                and lower(p.piece) at time zone p_time_zone < p.lunch_to
                then p.lunch_to at time zone p_time_zone
            else lower(p.piece)
        end as at, upper(p.piece) as till
    from pieces as p
)

select min(s.at)
from starts as s
where upkeep.work_end(s.at, p_minutes, p_time_zone) <= s.till
$$;
comment on function upkeep.work_free(bigint[], integer, timestamptz, timestamptz, text, smallint[]) is
'When people are free for a work in working hours
@internal';
