create function estate.attribute_title(
    p_attribute estate.attributes
)
returns text
language sql
stable
as $$
/* The title of a field in the readers language; without the English words the Russian ones. */
select case when lib.language() = 'en' then coalesce((p_attribute).title_en, (p_attribute).title) else (p_attribute).title end
$$;
comment on function estate.attribute_title(estate.attributes) is 'The title of a field in the readers language';
