create function estate.values_check(
    p_object_type text,
    p_values jsonb
)
returns table (
    code text,
    value jsonb,
    problem text
)
language plpgsql
stable
rows 60
as $$
/*
Reads texts of a form or a register, {code: text}, by the fields of an object type: a row per given code that is an active
field, with the value as it is kept (null: not known) or with what is wrong in words. Unknown codes are left out.
*/
begin
    return query
    select a.code, (r.r).value, (r.r).problem
    from estate.attributes as a
    cross join lateral (
        select estate.value_read(a, case when jsonb_typeof(p_values -> a.code) = 'array'
            then (select string_agg(e.e, ',') from jsonb_array_elements_text(p_values -> a.code) as e (e))
            else p_values ->> a.code end) as r
        offset 0
    ) as r
    where a.object_type = p_object_type and a.active and p_values ? a.code;
end
$$;
comment on function estate.values_check(text, jsonb) is 'Reads values by the fields of an object type
@internal';
