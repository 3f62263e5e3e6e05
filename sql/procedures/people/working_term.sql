create function people.working_term(
    p_days integer
)
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The end, 18:00 of the company's time zone, of the n-th working day of the calendar after today. */
declare
    v_day date;
begin
    select d.day::date
    into v_day
    from generate_series(people.today() + 1, people.today() + 40 + 3 * p_days, interval '1 day') as d (day)
    left join people.calendar_days as c on c.day = d.day::date
    where coalesce(c.working, exists (
        select from people.working_hours as w where w.weekday = extract(isodow from d.day)
    ))
    order by d.day
    offset greatest(p_days, 1) - 1
    limit 1;
    return (coalesce(v_day, people.today() + p_days) + time '18:00')
        at time zone coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
end
$$;
comment on function people.working_term(integer) is 'The end of the n-th working day after today
@internal';
