create function talk.outage_notice(
    p_utility text,
    p_starts timestamptz,
    p_time_zone text,
    out kept integer,
    out needed integer,
    out first_day date,
    out ground text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The legal notice of planned works (Правила № 354, п. 117 «б»): how many whole working days lie between today and the start, how
many the limit of that day asks for, the first working day that keeps it, on what ground. needed is null where no limit is known.
*/
declare
    v_today date := (lib.moment() at time zone p_time_zone)::date;
    v_start date := (p_starts at time zone p_time_zone)::date;
begin
    select l.notice_working_days, case when lib.language() = 'en' then coalesce(l.ground_en, l.ground) else l.ground end
    into needed, ground
    from estate.utility_limits as l
    where l.utility = p_utility and l.during @> v_start;
    select count(*) into kept from people.working_days(v_today + 1, v_start) as d (day);
    select d.day
    into first_day
    from people.working_days(v_today + 1, v_today + 400) as d (day)
    order by d.day
    offset coalesce(needed, 0)
    limit 1;
end
$$;
comment on function talk.outage_notice(text, timestamptz, text) is 'Whether the legal notice of planned works is kept
@internal';
