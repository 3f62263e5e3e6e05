create function estate.option_said(
    p_object_type text,
    p_attribute text,
    p_code text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* An option in the reader's words; the code itself where there is no such option any more, null for null. */
begin
    return coalesce((
        select case when lib.language() = 'en' then coalesce(o.title_en, o.title) else o.title end
        from estate.attributes as a
        join estate.attribute_options as o on o.attribute_id = a.attribute_id
        where a.object_type = p_object_type and a.code = p_attribute and o.code = p_code
    ), p_code);
end
$$;
comment on function estate.option_said(text, text, text) is 'An option in the reader''s words';
