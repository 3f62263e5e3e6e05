create function upkeep.norm_slots(
    p_year integer,
    p_times integer,
    p_per_months integer,
    p_months smallint[]
)
returns table (
    place integer,
    span daterange
)
language sql
immutable
as $$
/*
When a norm is due in a year: its allowed months are cut into as many equal parts as it has works a year, and each part is
the span of one. Twice a year in April, May, September and October: [1 April, 1 June) and [1 September, 1 November).
A norm of more than a year has one span: all of its months.
*/
with months as (
    select
        make_date(p_year, d.m, 1) as first, (make_date(p_year, d.m, 1) + interval '1 month')::date as last,
        row_number() over (order by d.m) - 1 as place, count(*) over () as amount
    from (select distinct m from unnest(p_months) as u (m)) as d
),

parts as (
    select
        n as place, n * m.amount::numeric / w.works as starts, (n + 1) * m.amount::numeric / w.works as ends
    from (select max(amount) as amount from months) as m
    cross join lateral (
        select case when p_per_months > 12 then 1 else greatest(1, round(12.0 * p_times / p_per_months)) end::integer as works
    ) as w
    cross join lateral generate_series(0, w.works - 1) as n
)

select
    p.place + 1,
    daterange(
        a.first + floor((p.starts - a.place) * (a.last - a.first))::integer,
        greatest(
            z.first + floor((p.ends - z.place) * (z.last - z.first))::integer,
            a.first + floor((p.starts - a.place) * (a.last - a.first))::integer + 1
        )
    )
from parts as p
join months as a on a.place = floor(p.starts)
join months as z on z.place = ceil(p.ends) - 1
$$;
comment on function upkeep.norm_slots(integer, integer, integer, smallint[]) is 'When a norm is due in a year
@internal';
