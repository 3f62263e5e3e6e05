create function estate.check_hits(
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_operand text default null,
    p_other text default null,
    p_limit integer default 5
)
returns table (
    house_id bigint,
    "value" text,
    other text,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Houses that a condition would hit now, the first p_limit of them, each with how many there are. What is typed stands in the
statement as quoted values alone (estate.condition_sql). Errors: forbidden, attribute_unknown, condition_wrong.
*/
declare
    v_condition text := estate.check_condition(p_object_type, p_attribute, p_operator, p_operand, p_other);
begin
    -- @accept is not sanitized
    return query execute format(
        'select h.house_id, max(h."values" ->> %L), max(coalesce(h."values" ->> %L, %L)), count(*) over ()
        from %s as h where %s %s group by h.house_id order by h.house_id limit %s',
        p_attribute, p_other, p_operand,
        (estate.check_source(p_object_type)).facts,
        case when (estate.check_source(p_object_type)).rows_name = 'objects' then format('h.object_type = %L and ', p_object_type)
            else '' end, v_condition,
        least(greatest(p_limit, 1), 100)
    );
end
$$;
comment on function estate.check_hits(text, text, text, text, text, integer) is 'Houses that a condition would hit
@decides';
