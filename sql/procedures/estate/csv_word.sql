create function estate.csv_word(
    p_text text
)
returns text
language sql
immutable
parallel safe
as $$
/*
A word of a register; null for the many ways to say nothing: «Не заполнено», «Незаполнено», «-», «Не определен».
One expression that names its argument once, so that it is inlined.
*/
select nullif(regexp_replace(
    trim(regexp_replace(p_text, '[\s\u00a0]+', ' ', 'g')),
    '^(не\s*заполнено|нет данных|не определ[её]н[оа]?|не присвоен[оа]?|-+)$', '', 'i'
), '')
$$;
comment on function estate.csv_word(text) is 'A word of a register, null when it says nothing';
