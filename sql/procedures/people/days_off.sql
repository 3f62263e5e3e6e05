create function people.days_off(
    p_from date,
    p_to date
)
returns table (
    day date,
    title text
)
language plpgsql
stable
set search_path = ''
as $$
/* Days from p_from to before p_to on which the company does not work, with the name of the holiday where it has one. */
begin
    return query
    select
        d.day,
        coalesce(case when lib.language() = 'ru' then c.title end, cabinet.said('phrase.day_off'))
    from (select p_from + n as day from generate_series(0, least(p_to - p_from, 400) - 1) as n) as d
    left join people.calendar_days as c on c.day = d.day
    left join people.working_hours as w on w.weekday = extract(isodow from d.day)
    where not coalesce(c.working, w.weekday is not null)
    order by d.day;
end
$$;
comment on function people.days_off(date, date) is 'Days on which the company does not work';
