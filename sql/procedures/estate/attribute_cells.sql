create function estate.attribute_cells(
    p_object_type text,
    p_values jsonb,
    p_in_list boolean default false,
    p_known boolean default false
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
/*
Values as cells of a list, a card or an export, options in the reader's words. p_in_list: only the fields marked for
lists; p_known: only those with a value (a card leaves out what nobody knows).
*/
declare
    v_english boolean := lib.language() = 'en';
begin
    return (
        select jsonb_agg(jsonb_build_object(
            'code', a.code,
            'title', case when v_english then coalesce(a.title_en, a.title) else a.title end,
            'kind', case when a.kind in ('option', 'options') then 'text' else a.kind end,
            'unit', estate.attribute_unit(a),
            'value', case
                when a.kind in ('option', 'options') then to_jsonb(estate.value_said(a, p_values -> a.code))
                else p_values -> a.code
            end
        ) order by g.position, g.attribute_group, a.position, a.attribute_id)
        from estate.attributes as a
        join estate.attribute_groups as g on g.attribute_group = a.attribute_group
        where
            a.object_type = p_object_type and a.active and (a.in_list or not p_in_list)
            and (not p_known or nullif(p_values -> a.code, 'null') is not null)
    );
end
$$;
comment on function estate.attribute_cells(text, jsonb, boolean, boolean) is 'Values as cells of a list, a card or an export';
