create function desk.working_segments(
    p_from date,
    p_to date
)
returns table (
    day date,
    opens timestamp,
    closes timestamp
)
language sql
stable
rows 20
as $$
/*
Working time from day to day in local time: one row before lunch, one after. Hours by weekday; the calendar's own days
win (a holiday has none, a working Saturday has those of the first working weekday, a shortened day ends an hour
earlier: ТК РФ ст. 95, 112).
*/
select d.day, part.opens, part.closes
from (
    select p_from + g.n as day, extract(isodow from p_from + g.n)::smallint as weekday
    from generate_series(0, p_to - p_from) as g (n)
) as d
cross join (select min(w.weekday) as first, array_agg(w.weekday) as working from people.working_hours as w) as week
left join people.calendar_days as c on c.day = d.day and c.day between p_from and p_to
join people.working_hours as h
    on h.weekday = case when d.weekday = any (week.working) then d.weekday when c.working then week.first end
cross join lateral (
    values
    (d.day + h.opens, d.day + coalesce(h.lunch_from, h.closes) - case
        when h.lunch_from is null and c.shortened then interval '1 hour' else interval '0' end),
    (d.day + h.lunch_to, d.day + h.closes - case when c.shortened then interval '1 hour' else interval '0' end)
) as part (opens, closes)
where c.working is not false and part.opens < part.closes
$$;
comment on function desk.working_segments(date, date) is 'Working time of the company from day to day, in local time';
