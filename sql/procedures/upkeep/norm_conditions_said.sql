create function upkeep.norm_conditions_said(
    p_object_type text,
    p_conditions jsonb
)
returns text
language sql
stable
set search_path = ''
as $$
/* Conditions in the words of the passport: «Отопление = Центральное, Лифтов > 0». */
select string_agg(
    coalesce(case when lib.language() = 'en' then a.title_en end, a.title, c.item ->> 'attribute') || ' '
    || case c.item ->> 'operator' when '<>' then '≠' when '<=' then '≤' when '>=' then '≥' else c.item ->> 'operator' end || ' '
    || coalesce(
        case when lib.language() = 'en' then o.title_en end, o.title,
        case when a.kind = 'boolean' then cabinet.said(case c.item ->> 'value' when 'true' then 'ui.yes' else 'ui.no' end) end,
        c.item ->> 'value'),
    ', ' order by c.n
)
from jsonb_array_elements(p_conditions) with ordinality as c (item, n)
left join estate.attributes as a on a.object_type = p_object_type and a.code = c.item ->> 'attribute'
left join estate.attribute_options as o on o.attribute_id = a.attribute_id and o.code = c.item ->> 'value'
$$;
comment on function upkeep.norm_conditions_said(text, jsonb) is 'Conditions of a norm in words';
