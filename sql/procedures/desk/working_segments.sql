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
    select g.at::date as day
    from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as g (at)
) as d
left join people.calendar_days as c on c.day = d.day
left join people.working_hours as own on own.weekday = extract(isodow from d.day)
join people.working_hours as h
    on h.weekday = coalesce(own.weekday, (select min(w.weekday) from people.working_hours as w))
cross join lateral (
    values
    (d.day + h.opens, d.day + coalesce(h.lunch_from, h.closes) - case
        when h.lunch_from is null and c.shortened then interval '1 hour' else interval '0' end),
    (d.day + h.lunch_to, d.day + h.closes - case when c.shortened then interval '1 hour' else interval '0' end)
) as part (opens, closes)
where coalesce(c.working, own.weekday is not null) and part.opens < part.closes
$$;
comment on function desk.working_segments(date, date) is 'Working time of the company from day to day, in local time';
