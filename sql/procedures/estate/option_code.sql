create function estate.option_code(
    p_object_type text,
    p_attribute text,
    p_text text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* The code of an option by what a register writes: its code, title or one of its words; null where it is none of them. */
begin
    return (
        select o.code
        from estate.attributes as a
        join estate.attribute_options as o on o.attribute_id = a.attribute_id
        where
            a.object_type = p_object_type and a.code = p_attribute and (
                o.code = p_text or lower(o.title) = lower(p_text)
                or lower(p_text) = any (array(select lower(w.w) from unnest(o.words) as w (w)))
            )
        order by o.code <> p_text, o.position
        limit 1
    );
end
$$;
comment on function estate.option_code(text, text, text) is 'The code of an option by what a register writes';
