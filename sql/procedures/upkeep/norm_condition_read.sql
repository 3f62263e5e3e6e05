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
One condition as it was typed: the value may be the word of an option, of several («Центральное; Печное»), or «да», «нет». An empty array without an attribute.
Errors: those of estate.condition_sql, norm_value.
*/
declare
    v_attribute estate.attributes;
    v_value text := trim(p_value);
    v_known boolean;
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
        -- several: «Центральное; Через тепловой пункт», what no option is called refuses
        select string_agg(coalesce(o.code, '?'), ';' order by u.n), bool_and(o.code is not null)
        into v_value, v_known
        from regexp_split_to_table(v_value, '\s*;\s*') with ordinality as u (word, n)
        left join lateral (
            select x.code
            from estate.attribute_options as x
            where
                x.attribute_id = v_attribute.attribute_id
                and lower(u.word) in (lower(x.code), lower(x.title), lower(x.title_en))
            limit 1
        ) as o on true
        where u.word <> '';
        if v_known is not true or v_attribute.kind = 'options' and strpos(v_value, ';') > 0
            or strpos(v_value, ';') > 0 and coalesce(p_operator, '=') not in ('=', '<>')
        then
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
