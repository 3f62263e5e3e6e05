create function estate.pattern_fit(
    p_pattern text
)
returns boolean
language plpgsql
immutable
as $$
/*
Whether a pattern can be applied at all and quickly to whatever is typed: short, no back references (their time grows without
bound), repetitions of repetitions up to two thousand in all.
*/
declare
    v_bound text;
    v_repeats numeric := 1;
begin
    if length(p_pattern) > 200 or replace(p_pattern, '\\', '') ~ '\\[1-9]' then
        return false;
    end if;
    for v_bound in select m.m[1] from regexp_matches(p_pattern, '(\d+),?\}', 'g') as m (m) loop
        v_repeats := v_repeats * greatest(v_bound::numeric, 1);
    end loop;
    if v_repeats > 2000 then
        return false;
    end if;
    perform '' ~ p_pattern;
    return true;
exception
    when invalid_regular_expression then
        return false;
end
$$;
comment on function estate.pattern_fit(text) is 'Whether a pattern can be applied, and quickly
@internal';
