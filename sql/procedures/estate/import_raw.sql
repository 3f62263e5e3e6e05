create function estate.import_raw(
    p_import bigint,
    p_cells jsonb
)
returns jsonb
language sql
stable
set search_path = ''
as $$
/* A row of the file as it came, by the names of its columns. */
select jsonb_object_agg(c.name, coalesce(p_cells ->> (c.n - 1)::integer, ''))
from estate.imports as i
cross join lateral unnest(i.columns) with ordinality as c (name, n)
where i.import_id = p_import
$$;
comment on function estate.import_raw(bigint, jsonb) is 'A row of the file as it came
@internal';
