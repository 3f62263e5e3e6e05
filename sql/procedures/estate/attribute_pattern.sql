create function estate.attribute_pattern(
    p_attribute estate.attributes
)
returns text
language sql
stable
as $$
/* The pattern of a field in words, in the readers language; without the English words the Russian ones. */
select case when lib.language() = 'en' then coalesce((p_attribute).pattern_said_en, (p_attribute).pattern_said) else (p_attribute).pattern_said end
$$;
comment on function estate.attribute_pattern(estate.attributes) is 'The pattern of a field in words, in the readers language';
