create function estate.options_read(
    p_options text[]
)
returns table (
    code text,
    title text,
    title_en text,
    n integer
)
language sql
immutable
rows 10
as $$
/*
Options as a form gives them, a line each: «code = Title», «code = Title / English» or the title alone, whose code is then its
transliteration. A line that is none of these has a null title.
*/
select
    coalesce(nullif(trim(m.m[1]), ''), replace(lib.slug(split_part(m.m[2], ' / ', 1)), '-', '_')),
    nullif(trim(split_part(m.m[2], ' / ', 1)), ''), nullif(trim(split_part(m.m[2], ' / ', 2)), ''), l.n::integer
from unnest(p_options) with ordinality as l (line, n)
left join lateral regexp_match(l.line, '^(?:\s*([A-Za-z0-9_+-]{1,40})\s*=)?\s*(.+?)\s*$') as m (m) on true
$$;
comment on function estate.options_read(text[]) is 'Options as a form gives them
@internal';
