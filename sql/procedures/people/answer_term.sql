create function people.answer_term()
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When an office answer is due at the latest: the next working day of the calendar, 18:00 of the company's time zone. */
declare
    v_day date;
begin
    select d.day::date
    into v_day
    from generate_series(people.today() + 1, people.today() + 40, interval '1 day') as d (day)
    left join people.calendar_days as c on c.day = d.day::date
    where coalesce(c.working, exists (
        select from people.working_hours as w where w.weekday = extract(isodow from d.day)
    ))
    order by d.day
    limit 1;
    return (coalesce(v_day, people.today() + 1) + time '18:00')
        at time zone coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
end
$$;
comment on function people.answer_term() is 'When an office answer is due: the next working day, 18:00';
