create function estate.options_said(
    p_attribute bigint
)
returns text
language sql
stable
set search_path = ''
as $$
/* Options of a field as a line of its history. */
select string_agg(o.title, ', ' order by o.position, o.code)
from estate.attribute_options as o
where o.attribute_id = p_attribute
$$;
comment on function estate.options_said(bigint) is 'Options of a field as a line';
