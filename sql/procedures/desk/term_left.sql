create function desk.term_left(
    p_from timestamptz,
    p_to timestamptz,
    p_clock text,
    p_time_zone text
)
returns interval
language plpgsql
stable
as $$
/* Time between two moments as a clock counts it; nothing when p_to is not later. Inverse of desk.term_add. */
declare
    v_from timestamp := p_from at time zone p_time_zone;
    v_to timestamp := p_to at time zone p_time_zone;
begin
    if v_to <= v_from then
        return interval '0';
    end if;
    return case p_clock
        when 'calendar' then v_to - v_from
        when 'working_hours' then (
            select coalesce(sum(least(s.closes, v_to) - greatest(s.opens, v_from)), interval '0')
            from desk.working_segments(v_from::date, v_to::date) as s
            where s.closes > v_from and s.opens < v_to
        )
        else (
            select make_interval(days => greatest(count(distinct s.day)::integer - 1, 0))
            from desk.working_segments(v_from::date, v_to::date) as s
            where s.closes > v_from
        )
    end;
end
$$;
comment on function desk.term_left(timestamptz, timestamptz, text, text) is 'Time between two moments as a clock counts it';
