create function people.hours_said(
    p_during tstzrange
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours in words by the company's clock: «3 декабря с 8 до 20», «с 3 декабря, 8:00 до 4 декабря, 8:00». */
declare
    v_zone text := coalesce(cabinet.setting('time_zone'), current_setting('timezone'));
    v_from timestamp := lower(p_during) at time zone v_zone;
    v_to timestamp := upper(p_during) at time zone v_zone;
    v_first text := talk.moment_text(lower(p_during), lib.language(), v_zone);
begin
    return cabinet.said(
        case when v_from::date = v_to::date then 'phrase.hours_of_day' else 'phrase.hours_between' end,
        jsonb_build_object(
            'day', split_part(v_first, ',', 1), 'from', regexp_replace(to_char(v_from, 'FMHH24:MI'), ':00$', ''),
            'to', regexp_replace(to_char(v_to, 'FMHH24:MI'), ':00$', ''), 'first', v_first,
            'last', talk.moment_text(upper(p_during), lib.language(), v_zone))
    );
end
$$;
comment on function people.hours_said(tstzrange) is 'Hours in words of a sentence';
