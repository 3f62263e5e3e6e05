create function estate.matching(
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_value text default null
)
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Ids of the houses or of the objects in use of a type whose field meets a condition: =, <>, <, >, «has» (a part of a text),
«missing». p_value is read like in a form, so «Да», «кирпич» and 01.05.1980 are understood; what cannot be read meets
nothing. Whether the acting person sees them is the caller's question to his policies.
*/
declare
    -- @accept text type variable is not sanitized
    v_attribute estate.attributes;
    v_read estate.read_value;
    v_condition text;
begin
    select * into v_attribute
    from estate.attributes as a
    where a.object_type = p_object_type and a.code = p_attribute;
    if v_attribute.attribute_id is null or p_operator not in ('=', '<>', '<', '>', 'has', 'missing') then
        return;
    end if;
    if p_operator = 'has' then
        v_condition := format(
            'h."values" ->> %L ilike %L', p_attribute,
            '%' || regexp_replace(coalesce(p_value, ''), '([\\%_])', '\\\1', 'g') || '%'
        );
    else
        v_read := estate.value_read(v_attribute, p_value);
        if p_operator <> 'missing' and (v_read.value is null or v_attribute.kind = 'options') then
            return;
        end if;
        v_condition := estate.condition_sql(
            p_object_type, p_attribute, p_operator, case when p_operator <> 'missing' then v_read.value #>> '{}' end
        );
    end if;
    if p_object_type = 'house' then
        return query execute 'select h.house_id from estate.house_facts as h where ' || v_condition;
    else
        return query execute format(
            'select h.object_id from estate.objects as h where h.object_type = %L and ', p_object_type
        ) || v_condition;
    end if;
end
$$;
comment on function estate.matching(text, text, text, text) is 'Houses or objects whose field meets a condition
@decides';
