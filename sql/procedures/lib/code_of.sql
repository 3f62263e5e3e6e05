create function lib.code_of(
    p_title text,
    p_taken text[]
)
returns text
language sql
immutable
parallel safe
as $$
/*
The code of a new row of a catalogue out of its name: «Детская площадка» → detskaya_ploschadka, detskaya_ploschadka_2 where that is
taken. Nobody is asked to invent one.
*/
select w.word || case when n.n > 1 then '_' || n.n else '' end
from (
    select coalesce(
        substring(replace(left(lib.slug(p_title), 34), '-', '_') from '[a-z][a-z0-9_]*[a-z0-9]'), 'row'
    ) as word
) as w
cross join generate_series(1, coalesce(cardinality(p_taken), 0) + 1) as n (n)
where w.word || case when n.n > 1 then '_' || n.n else '' end <> all (coalesce(p_taken, '{}'))
order by n.n
limit 1
$$;
comment on function lib.code_of(text, text[]) is 'The code of a new row of a catalogue out of its name';
