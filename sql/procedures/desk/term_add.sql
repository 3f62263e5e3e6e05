create function desk.term_add(
    p_from timestamptz,
    p_clock text,
    p_amount interval,
    p_time_zone text
)
returns timestamptz
language plpgsql
stable
as $$
/*
The moment at which p_amount has passed on a clock since p_from, in the house's time zone.
calendar: around the clock. working_hours: only working time counts, from the first working moment on. working_days:
the end of the n-th working day after the day of the first working moment (ГК РФ ст. 191: the day itself does not count).
*/
declare
    v_local timestamp;
    v_days integer;
    v_due timestamp;
    v_starts timestamp;
    v_closes timestamp;
    v_left interval;
begin
    if p_clock = 'calendar' then
        return (p_from at time zone p_time_zone + p_amount) at time zone p_time_zone;
    end if;
    v_local := p_from at time zone p_time_zone;
    -- days to look at first; more when they are too few (holidays)
    v_days := 4 + 2 * extract(day from p_amount)::integer + extract(hour from p_amount)::integer / 4;
    loop
        if p_clock = 'working_hours' then
            v_left := p_amount;
            for v_starts, v_closes in
                select greatest(s.opens, v_local), s.closes
                from desk.working_segments(v_local::date, v_local::date + v_days) as s
                where s.closes > v_local
                order by s.opens
            loop
                if v_closes - v_starts >= v_left then
                    v_due := v_starts + v_left;
                    exit;
                end if;
                v_left := v_left - (v_closes - v_starts);
            end loop;
        else
            select counted.closes
            into v_due
            from (
                select max(s.closes) as closes, row_number() over (order by s.day) - 1 as n
                from desk.working_segments(v_local::date, v_local::date + v_days) as s
                where s.closes > v_local
                group by s.day
            ) as counted
            where counted.n = extract(day from p_amount);
        end if;
        exit when v_due is not null or v_days > 20000;
        v_days := v_days * 4;
    end loop;
    return v_due at time zone p_time_zone;
end
$$;
comment on function desk.term_add(timestamptz, text, interval, text) is
'The moment at which an amount of time has passed on a clock';
