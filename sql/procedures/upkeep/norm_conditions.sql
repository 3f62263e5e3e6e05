create function upkeep.norm_conditions(
    p_object_type text,
    p_conditions jsonb
)
returns text[]
language plpgsql
stable
as $$
/*
Three expressions over h."values" out of the conditions of a norm: what fits (null where a value that decides is not
known), which attributes are missing then, and whether the conditions hold at all of something («true» without conditions).
Errors: those of estate.condition_sql.
*/
declare
    v_condition record;
    v_sql text;
    v_fits text[] := '{true}';
    v_missing text[] := '{}';
begin
    for v_condition in
        select c.item ->> 'attribute' as attribute, c.item ->> 'operator' as operator, c.item ->> 'value' as value
        from jsonb_array_elements(p_conditions) as c (item)
    loop
        v_sql := '(' || estate.condition_sql(
            p_object_type, v_condition.attribute, v_condition.operator, v_condition.value) || ')';
        v_fits := v_fits || v_sql;
        v_missing := v_missing || format('case when %s is null then %L end', v_sql, v_condition.attribute);
    end loop;
    return array[
        array_to_string(v_fits, ' and '),
        'array_remove(array[' || array_to_string(v_missing, ', ') || ']::text[], null)'
    ];
end
$$;
comment on function upkeep.norm_conditions(text, jsonb) is 'Conditions of a norm as expressions
@internal';
