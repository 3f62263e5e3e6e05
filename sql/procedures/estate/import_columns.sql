create function estate.import_columns(
    p_header text[],
    p_width integer,
    p_headless boolean default false
)
returns text[]
language sql
stable
set search_path = ''
as $$
/* Names of the columns of a file, all different: a header that comes again gets «#2», an empty one the number of its column. */
select array_agg(
    case
        when w.word is null then cabinet.said('said.import.column', jsonb_build_object('number', w.n))
        when w.again > 1 then w.word || ' #' || w.again
        else w.word
    end
    order by w.n
)
from (
    select h.n, h.word, row_number() over (partition by h.word order by h.n) as again
    from (
        select c.n, case when not p_headless then left(nullif(trim(regexp_replace(p_header[c.n], '\s+', ' ', 'g')), ''), 120) end as word
        from generate_series(1, greatest(p_width, cardinality(p_header))) as c (n)
    ) as h
) as w
$$;
comment on function estate.import_columns(text[], integer, boolean) is 'Names of the columns of a file
@internal';
