create function people.working_days(
    p_from date,
    p_to date
)
returns setof date
language sql
stable
set search_path = ''
as $$
/* Days from p_from to before p_to on which the company works, by its one calendar; at most 400 of them are looked at. */
select d.day
from (select p_from + n as day from generate_series(0, least(p_to - p_from, 400) - 1) as n) as d
left join people.calendar_days as c on c.day = d.day
left join people.working_hours as w on w.weekday = extract(isodow from d.day)
where coalesce(c.working, w.weekday is not null)
order by d.day
$$;
comment on function people.working_days(date, date) is 'Days on which the company works';
