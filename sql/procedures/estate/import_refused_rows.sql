create function estate.import_refused_rows(
    p_import bigint,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    line integer,
    reason text,
    cells jsonb,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Refused rows of an import as they stand in the file, with the reason. */
declare
    v_columns text[] := (select i.columns from estate.imports as i where i.import_id = p_import and people.sees_all());
begin
    return query
    select r.line, r.reason, c.cells, count(*) over ()
    from estate.import_rows as r
    cross join lateral (
        select jsonb_agg(jsonb_build_object(
            'code', 'c' || n.n, 'title', n.name, 'kind', 'text', 'value', coalesce(r.data ->> (n.n - 1)::integer, '')) order by n.n) as cells
        from unnest(v_columns) with ordinality as n (name, n)
    ) as c
    where r.import_id = p_import and r.outcome = 'refused' and v_columns is not null
    order by r.line
    limit p_limit offset p_offset;
end
$$;
comment on function estate.import_refused_rows(bigint, integer, integer) is 'Refused rows of an import as they stand in the file
@for code
@decides';
