create function people.days_said(
    p_during daterange
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Days in words of a sentence: «3 декабря», «3–5 декабря», «30 ноября – 2 декабря». */
declare
    v_first text[] := string_to_array(split_part(desk.moment_said(lower(p_during)::timestamp::timestamptz), ',', 1), ' ');
    v_last text[] := string_to_array(split_part(desk.moment_said((upper(p_during) - 1)::timestamp::timestamptz), ',', 1), ' ');
begin
    return case
        when v_first = v_last then array_to_string(v_last, ' ')
        when v_first[2:] = v_last[2:] then v_first[1] || '–' || array_to_string(v_last, ' ')
        else array_to_string(v_first, ' ') || ' – ' || array_to_string(v_last, ' ')
    end;
end
$$;
comment on function people.days_said(daterange) is 'Days in words of a sentence';
