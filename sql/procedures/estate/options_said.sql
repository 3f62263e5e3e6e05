create function estate.options_said(
    p_attribute bigint
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Options of a field as a line of its history. */
begin
    return (
        select string_agg(o.title, ', ' order by o.position, o.code)
        from estate.attribute_options as o
        where o.attribute_id = p_attribute
    );
end
$$;
comment on function estate.options_said(bigint) is 'Options of a field as a line';
