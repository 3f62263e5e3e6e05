create function estate.check_condition(
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
A condition that the supervisor sets, as an expression: an operator that goes with the field, one thing to compare with, a
pattern that can be read. Errors: forbidden, not_found, attribute_unknown, condition_wrong (422, field).
*/
declare
    v_kind text := (
        select a.kind from estate.attributes as a
        where a.object_type = p_object_type and a.code = p_attribute and a.active
    );
    v_sql text;
begin
    perform people.office_demand(array['supervisor']);
    if not exists (
        select from estate.object_types as t
        where t.object_type = p_object_type
    ) then
        perform cabinet.refuse('not_found');
    elsif v_kind is null then
        perform cabinet.refuse(
            'attribute_unknown', p_field => 'p_attribute', p_values => jsonb_build_object('attribute', p_attribute)
        );
    elsif p_operator is null
        or (p_operator in ('missing', 'not_in_options') and num_nonnulls(p_operand, p_other) > 0)
        or (p_operator = 'not_in_options' and v_kind not in ('option', 'options'))
        or (p_operator = 'not_matches' and (p_operand is null or p_other is not null))
        or (p_operator in ('<', '<=', '>', '>=') and v_kind not in ('integer', 'number', 'year', 'date'))
        or (p_other is not null and not exists (
            select from estate.attributes as a
            where
                a.object_type = p_object_type and a.code = p_other and a.active and a.code <> p_attribute
                and (a.kind = v_kind or (a.kind || v_kind) ~ '^(integer|number|year)+$')
        ))
    then
        perform cabinet.refuse('condition_wrong', p_field => 'p_operator');
    end if;
    v_sql := estate.condition_sql(p_object_type, p_attribute, p_operator, p_operand, p_other);
    begin
        if p_operator = 'not_matches' and not estate.pattern_fit(p_operand) then
            perform cabinet.refuse('condition_wrong', p_field => 'p_operand');
        elsif v_kind = 'date' and p_operand is not null then
            perform p_operand::date;
        end if;
    exception when data_exception then
        perform cabinet.refuse('condition_wrong', p_field => 'p_operand');
    end;
    return v_sql;
end
$$;
comment on function estate.check_condition(text, text, text, text, text) is 'A condition that the supervisor sets
@internal';
