create function estate.import_word(
    p_text text
)
returns text
language sql
immutable
parallel safe
as $$
/* A header or a name as it is compared: without case, spaces and signs, ё as е. */
select regexp_replace(replace(lower(p_text), 'ё', 'е'), '[^[:alnum:]]+', '', 'g')
$$;
comment on function estate.import_word(text) is 'A header or a name as it is compared';
