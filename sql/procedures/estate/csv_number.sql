create function estate.csv_number(
    p_text text
)
returns numeric
language sql
immutable
parallel safe
as $$
/* A number of a register: decimal comma or point, spaces; null for «Не заполнено», «-» and whatever is no number. */
select case when n.clean ~ '^-?\d{1,12}(\.\d{1,6})?$' then n.clean::numeric end
from (select replace(translate(p_text, e' \u00a0', ''), ',', '.') as clean offset 0) as n
$$;
comment on function estate.csv_number(text) is 'A number of a register, null when it is none';
