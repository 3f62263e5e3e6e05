create function desk.term_said(
    p_amount interval,
    p_clock text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* In the language of the session: «4 ч рабочего времени», «3 рабочих дня», «1 сутки». */
begin
    return trim(concat_ws(
        ' ',
        case when extract(day from p_amount) > 0 then
            cabinet.said('phrase.days', jsonb_build_object('count', extract(day from p_amount)::integer)) end,
        case when extract(hour from p_amount) > 0 then
            cabinet.said('phrase.hours', jsonb_build_object('count', extract(hour from p_amount)::integer)) end,
        case when extract(minute from p_amount) > 0 then
            cabinet.said('phrase.minutes', jsonb_build_object('count', extract(minute from p_amount)::integer)) end
    )) || ', ' || cabinet.said('phrase.clock.' || p_clock);
end
$$;
comment on function desk.term_said(interval, text) is 'A term in words';
