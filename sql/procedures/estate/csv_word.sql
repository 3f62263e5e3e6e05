create function estate.csv_word(
    p_text text
)
returns text
language sql
immutable
parallel safe
as $$
/* A word of a register; null for the many ways to say nothing: «Не заполнено», «Незаполнено», «-», «Не определен». */
select case
    when w.clean = '' or w.clean ~* '^(не\s*заполнено|нет данных|не определ[её]н[оа]?|не присвоен[оа]?|-+)$' then null
    else w.clean
end
from (select trim(regexp_replace(p_text, '[\s\u00a0]+', ' ', 'g')) as clean offset 0) as w
$$;
comment on function estate.csv_word(text) is 'A word of a register, null when it says nothing';
