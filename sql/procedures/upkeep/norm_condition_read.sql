create function upkeep.norm_condition_read(
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_value text
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
One condition as it was typed: the value may be the word of an option or «да», «нет». An empty array without an attribute.
Errors: those of estate.condition_sql, norm_value.
*/
declare
    v_attribute estate.attributes;
    v_value text := trim(p_value);
begin
    perform people.office_demand(array['supervisor']);
    if nullif(p_attribute, '') is null then
        return '[]';
    end if;
    select a.* into v_attribute
    from estate.attributes as a
    where a.object_type = p_object_type and a.code = p_attribute;
    if coalesce(v_value, '') = '' then
        perform cabinet.refuse('norm_value', p_field => 'p_value');
    end if;
    if v_attribute.kind = 'boolean' then
        v_value := case when lower(v_value) in ('да', 'есть', 'yes', 'true', '1') then 'true' else 'false' end;
    elsif v_attribute.kind in ('option', 'options') then
        v_value := coalesce((
            select o.code
            from estate.attribute_options as o
            where
                o.attribute_id = v_attribute.attribute_id
                and lower(v_value) in (o.code, lower(o.title), lower(o.title_en))
            limit 1
        ), v_value);
        if not exists (
            select from estate.attribute_options as o where o.attribute_id = v_attribute.attribute_id and o.code = v_value
        ) then
            perform cabinet.refuse('norm_value', p_field => 'p_value');
        end if;
    end if;
    perform estate.condition_sql(p_object_type, p_attribute, coalesce(p_operator, '='), v_value);
    return jsonb_build_array(jsonb_build_object(
        'attribute', p_attribute, 'operator', coalesce(p_operator, '='), 'value', v_value));
end
$$;
comment on function upkeep.norm_condition_read(text, text, text, text) is 'One condition as it was typed
@decides';
