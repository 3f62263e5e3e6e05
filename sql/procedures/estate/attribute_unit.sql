create function estate.attribute_unit(
    p_attribute estate.attributes
)
returns text
language sql
stable
as $$
/* The unit of a field in the readers language; without the English words the Russian ones. */
select case when lib.language() = 'en' then coalesce((p_attribute).unit_en, (p_attribute).unit) else (p_attribute).unit end
$$;
comment on function estate.attribute_unit(estate.attributes) is 'The unit of a field in the readers language';
