create function estate.attribute_fields(
    p_object_type text,
    p_values jsonb default '{}',
    p_notes jsonb default '{}'
)
returns table (
    code text,
    title text,
    kind text,
    value jsonb,
    unit text,
    hint text,
    required boolean,
    options jsonb,
    note text,
    _group text
)
language plpgsql
stable
set search_path = ''
as $$
/*
The fields of a type as rows of a form, by sections, in the reader's language, with what is known. p_notes: {code: remark}
at the field. Nothing is required of a form: what is missing is a finding of the check, and the remark says so.
*/
declare
    v_english boolean := lib.language() = 'en';
begin
    return query
    select
        a.code, case when v_english then coalesce(a.title_en, a.title) else a.title::text end, a.kind,
        p_values -> a.code, estate.attribute_unit(a),
        nullif(concat_ws('. ',
            case when v_english then coalesce(a.help_en, a.help) else a.help end,
            case when a.kind in ('integer', 'number') and a.minimum is not null and a.maximum <= 1000 then cabinet.said(
                'said.attribute.from_to', jsonb_build_object(
                    'minimum', trim_scale(a.minimum), 'maximum', trim_scale(a.maximum)
                )) end,
            estate.attribute_pattern(a)), ''),
        false,
        (
            select jsonb_agg(jsonb_build_object(
                'value', o.code,
                'label', case when v_english then coalesce(o.title_en, o.title) else o.title end
            ) order by o.position, o.code)
            from estate.attribute_options as o
            where o.attribute_id = a.attribute_id
        ),
        coalesce(
            p_notes ->> a.code,
            case when a.required and nullif(p_values -> a.code, 'null') is null
                then cabinet.said('said.attribute.gap') end
        ),
        case when v_english then coalesce(g.title_en, g.title) else g.title::text end
    from estate.attributes as a
    join estate.attribute_groups as g on g.attribute_group = a.attribute_group
    where a.object_type = p_object_type and a.active
    order by g.position, g.attribute_group, a.position, a.attribute_id;
end
$$;
comment on function estate.attribute_fields(text, jsonb, jsonb) is 'The fields of a type as rows of a form';
