create function upkeep.norm_value_said(
    p_object_type text,
    p_attribute text,
    p_value text
)
returns text
language sql
stable
as $$
/* The value of a condition in the words of its field, as upkeep.norm_condition_read takes it: «Центральное; Через тепловой пункт», «да». */
select coalesce(
    (
        select string_agg(case when lib.language() = 'en' then coalesce(o.title_en, o.title) else o.title end, '; ' order by o.position)
        from estate.attributes as a
        join estate.attribute_options as o on o.attribute_id = a.attribute_id and o.code = any (string_to_array(p_value, ';'))
        where a.object_type = p_object_type and a.code = p_attribute
    ),
    (
        select cabinet.said(case p_value when 'true' then 'ui.yes' else 'ui.no' end)
        from estate.attributes as a
        where a.object_type = p_object_type and a.code = p_attribute and a.kind = 'boolean'
    ),
    p_value
)
$$;
comment on function upkeep.norm_value_said(text, text, text) is 'The value of a condition in words';
