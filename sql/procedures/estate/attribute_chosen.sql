create function estate.attribute_chosen(
    p_attribute estate.attributes
)
returns table (
    name text,
    code text
)
language sql
stable
rows 1000
as $$
/* Options of a field that houses or objects in use have chosen. */
select k.name, c.code
from (
    select h.address as name, h."values" -> (p_attribute).code as value
    from estate.house_facts as h
    where (p_attribute).object_type = 'house'
    union all
    select o.name, o."values" -> (p_attribute).code
    from estate.objects as o
    where o.object_type = (p_attribute).object_type and o.retired_on is null
) as k
cross join lateral jsonb_array_elements_text(
    case when jsonb_typeof(k.value) = 'array' then k.value else jsonb_build_array(k.value) end
) as c (code)
where c.code is not null
$$;
comment on function estate.attribute_chosen(estate.attributes) is 'Options that are chosen
@internal';
