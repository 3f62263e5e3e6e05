create function people.hours_said(
    p_during tstzrange
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours in words: «3 декабря с 8 до 20», «с 3 декабря, 8:00 до 4 декабря, 8:00». */
declare
    v_key text := 'phrase.hours_between';
begin
    if lower(p_during)::date = upper(p_during)::date then
        v_key := 'phrase.hours_of_day';
    end if;
    return cabinet.said(v_key, jsonb_build_object(
        'day', split_part(desk.moment_said(lower(p_during)), ',', 1),
        'from', regexp_replace(to_char(lower(p_during), 'FMHH24:MI'), ':00$', ''),
        'to', regexp_replace(to_char(upper(p_during), 'FMHH24:MI'), ':00$', ''),
        'first', desk.moment_said(lower(p_during)), 'last', desk.moment_said(upper(p_during))
    ));
end
$$;
comment on function people.hours_said(tstzrange) is 'Hours in words of a sentence';
