create function estate.condition_sql(
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_operand text default null,
    p_other text default null
)
returns text
language plpgsql
stable
as $$
/*
A condition on an attribute as an expression over h."values", for set-based statements: null where the value is not known
(«missing» is never null). p_operator: missing, <, <=, =, <>, >, >=, not_matches, not_in_options; compared with p_other,
another attribute of the same type, else with p_operand; = and <> of a field with options take several, «central;itp». Everything that came from rows is quoted.
Errors: attribute_unknown (422), condition_wrong (422).
*/
declare
    v_kind text;
    v_id bigint;
    v_cast text;
    v_left text;
    v_right text;
begin
    select a.kind, a.attribute_id into v_kind, v_id
    from estate.attributes as a
    where a.object_type = p_object_type and a.code = p_attribute;
    if v_kind is null or (p_other is not null and not exists (
        select from estate.attributes as a where a.object_type = p_object_type and a.code = p_other
    )) then
        perform cabinet.refuse('attribute_unknown', p_values => jsonb_build_object('attribute', coalesce(p_other, p_attribute)));
    end if;
    v_cast := case
        when v_kind in ('integer', 'number', 'year') then '::numeric' when v_kind = 'boolean' then '::boolean'
        when v_kind = 'date' then '::date' else ''
    end;
    v_left := estate.fact_sql(p_attribute, v_kind);
    if p_operator = 'missing' then
        return format('h."values" ->> %L is null', p_attribute);
    elsif p_operator = 'not_matches' then
        return format('h."values" ->> %L !~ %L', p_attribute, p_operand);
    elsif p_operator = 'not_in_options' and v_kind = 'options' then
        return format(
            'case jsonb_typeof(h."values" -> %1$L) when ''array'' then not (h."values" -> %1$L <@ %2$L::jsonb) end',
            p_attribute, (
                select coalesce(jsonb_agg(o.code), '[]') from estate.attribute_options as o where o.attribute_id = v_id
            )
        );
    elsif p_operator = 'not_in_options' then
        return format('h."values" ->> %L <> all (%L::text[])', p_attribute, array(
            select o.code from estate.attribute_options as o where o.attribute_id = v_id
        ));
    elsif p_operator not in ('<', '<=', '=', '<>', '>', '>=') or num_nonnulls(p_operand, p_other) <> 1 then
        perform cabinet.refuse('condition_wrong', p_field => 'p_operator');
    end if;
    if p_other is not null then
        v_right := estate.fact_sql(p_other, v_kind);
    elsif not (case v_cast
        when '::numeric' then p_operand ~ '^-?\d{1,12}(\.\d{1,6})?$' when '::boolean' then p_operand in ('true', 'false')
        when '::date' then p_operand ~ '^\d{4}-\d{2}-\d{2}$' else true
    end) then
        perform cabinet.refuse('condition_wrong', p_field => 'p_operand');
    elsif v_kind = 'option' and p_operator in ('=', '<>') and strpos(p_operand, ';') > 0 then
        return format(
            '%s %s (%L::text[])', v_left, case p_operator when '=' then '= any' else '<> all' end,
            string_to_array(p_operand, ';'));
    else
        v_right := format('%L%s', p_operand, v_cast);
    end if;
    return v_left || ' ' || p_operator || ' ' || v_right;
end
$$;
comment on function estate.condition_sql(text, text, text, text, text) is 'A condition on an attribute as an expression
@internal';
