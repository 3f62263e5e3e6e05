create function estate.attribute_change(
    p_object_type text,
    p_code text,
    p_title text,
    p_title_en text,
    p_attribute_group text,
    p_kind text,
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
    p_active boolean default true
)
returns estate.attributes
language plpgsql
stable
as $$
/*
A field as it would stand with these settings, judged: the preview and the saving of a change see the same row.
Errors: not_found, attribute_code, attribute_range, attribute_pattern, attribute_core (422).
*/
declare
    v_row estate.attributes;
begin
    select * into v_row from estate.attributes as a where a.object_type = p_object_type and a.code = p_code;
    if not exists (select from estate.object_types as t where t.object_type = p_object_type) then
        perform cabinet.refuse('not_found', p_field => 'p_object_type');
    elsif not exists (select from estate.attribute_groups as g where g.attribute_group = p_attribute_group) then
        perform cabinet.refuse('not_found', p_field => 'p_attribute_group');
    elsif coalesce(p_code, '') !~ '^[a-z][a-z0-9_]{1,40}$' then
        perform cabinet.refuse('attribute_code', p_field => 'p_code');
    elsif p_minimum > p_maximum then
        perform cabinet.refuse('attribute_range', p_field => 'p_maximum');
    elsif v_row.column_name is not null and (v_row.kind <> p_kind or not p_active) then
        perform cabinet.refuse('attribute_core', p_field => 'p_kind', p_values => jsonb_build_object('title', v_row.title));
    elsif nullif(p_pattern, '') is not null and not estate.pattern_fit(p_pattern) then
        perform cabinet.refuse('attribute_pattern', p_field => 'p_pattern');
    end if;
    v_row.object_type := p_object_type;
    v_row.code := p_code;
    v_row.title := trim(p_title);
    v_row.title_en := nullif(trim(p_title_en), '');
    v_row.attribute_group := p_attribute_group;
    v_row.kind := p_kind;
    v_row.unit := nullif(trim(p_unit), '');
    v_row.unit_en := nullif(trim(p_unit_en), '');
    v_row.required := coalesce(p_required, false);
    v_row.minimum := case when p_kind in ('integer', 'number', 'year') then p_minimum end;
    v_row.maximum := case when p_kind in ('integer', 'number', 'year') then p_maximum end;
    v_row.pattern := case when p_kind in ('text', 'note') then nullif(p_pattern, '') end;
    v_row.pattern_said := nullif(trim(p_pattern_said), '');
    v_row.pattern_said_en := nullif(trim(p_pattern_said_en), '');
    v_row.help := nullif(trim(p_help), '');
    v_row.in_list := coalesce(p_in_list, false);
    v_row.active := coalesce(p_active, true);
    return v_row;
end
$$;
comment on function estate.attribute_change(
    text, text, text, text, text, text, text, text, boolean, numeric, numeric, text, text, text, text, boolean, boolean
) is 'A field as it would stand
@internal';
