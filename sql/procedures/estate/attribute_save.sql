create function estate.attribute_save(
    p_object_type text,
    p_code text,
    p_title text,
    p_title_en text,
    p_attribute_group text,
    p_kind text,
    p_reason text,
    p_unit text default null,
    p_unit_en text default null,
    p_required boolean default false,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_pattern_said_en text default null,
    p_help text default null,
    p_in_list boolean default false,
    p_active boolean default true,
    p_options text[] default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A field of a type, new (without a code: it gets one out of its name) or changed; at once it stands in forms, lists, search, check and export. p_options: «code = title» or a
title alone, in their order; options that are left out are taken away, values that chose them stay and are findings.
Values that no longer fit are not touched. Returns the id.
Errors: those of estate.attribute_change, options_none (422), rule_reason_required (422).
*/
declare
    v_code text := coalesce(nullif(p_code, ''), lib.code_of(
        p_title, array(select a.code from estate.attributes as a where a.object_type = p_object_type)));
    v_row estate.attributes;
    v_old estate.attributes;
    v_options text;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_old
    from estate.attributes as a
    where a.object_type = p_object_type and a.code = v_code
    for update;
    v_options := estate.options_said(v_old.attribute_id);
    v_row := estate.attribute_change(
        p_object_type, v_code, p_title, p_title_en, p_attribute_group, p_kind, p_unit, p_unit_en, p_required, p_minimum, p_maximum,
        p_pattern, p_pattern_said, p_pattern_said_en, p_help, p_in_list, p_active
    );
    if p_kind in ('option', 'options') and coalesce(cardinality(p_options), 0) = 0 then
        perform cabinet.refuse('options_none', p_field => 'p_options');
    end if;
    if v_old.attribute_id is null then
        insert into estate.attributes (
            object_type, code, attribute_group, title, title_en, kind, unit, unit_en, required, minimum, maximum,
            pattern, pattern_said, pattern_said_en, help, in_list, active, position
        )
        select
            v_row.object_type, v_row.code, v_row.attribute_group, v_row.title, v_row.title_en, v_row.kind, v_row.unit,
            v_row.unit_en, v_row.required, v_row.minimum, v_row.maximum, v_row.pattern, v_row.pattern_said,
            v_row.pattern_said_en, v_row.help, v_row.in_list, v_row.active, coalesce(max(a.position), 0) + 10
        from estate.attributes as a
        where a.object_type = p_object_type
        returning * into v_row;
    else
        update estate.attributes as a
        set
            attribute_group = v_row.attribute_group, title = v_row.title, title_en = v_row.title_en, kind = v_row.kind,
            unit = v_row.unit, unit_en = v_row.unit_en, required = v_row.required, minimum = v_row.minimum, maximum = v_row.maximum,
            pattern = v_row.pattern, pattern_said = v_row.pattern_said, pattern_said_en = v_row.pattern_said_en, help = v_row.help, in_list = v_row.in_list,
            active = v_row.active
        where a.attribute_id = v_old.attribute_id;
    end if;
    if p_kind in ('option', 'options') then
        perform estate.options_put(v_row.attribute_id, p_options);
    end if;
    perform cabinet.rule_change_put(
        'object_types', p_object_type, v_row.title,
        concat_ws(': ', estate.attribute_said(v_old), v_options),
        concat_ws(': ', estate.attribute_said(v_row), estate.options_said(v_row.attribute_id)), p_reason
    );
    return v_row.attribute_id;
end
$$;
comment on function estate.attribute_save(
    text, text, text, text, text, text, text, text, text, boolean, numeric, numeric, text, text, text, text, boolean,
    boolean, text[]
) is 'A field of a type, new or changed
@decides';
