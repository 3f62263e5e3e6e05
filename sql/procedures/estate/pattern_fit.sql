create function estate.pattern_fit(
    p_pattern text
)
returns boolean
language plpgsql
immutable
as $$
/* Whether a pattern can be applied at all and is short enough to be read and run. */
begin
    if length(p_pattern) > 200 then
        return false;
    end if;
    perform '' ~ p_pattern;
    return true;
exception
    when invalid_regular_expression then
        return false;
end
$$;
comment on function estate.pattern_fit(text) is 'Whether a pattern can be applied
@internal';
