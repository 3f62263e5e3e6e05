create function desk.period_start(
    p_period text
)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
/* First moment of a period: month (this one), last (with the month before), half (half a year with this month). */
begin
    return case p_period
        when 'last' then date_trunc('month', lib.moment()) - interval '1 month'
        when 'half' then date_trunc('month', lib.moment()) - interval '5 months'
        else date_trunc('month', lib.moment())
    end;
end
$$;
comment on function desk.period_start(text) is 'First moment of a period';
