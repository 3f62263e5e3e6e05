create function estate.import_mapping_rows(
    p_import bigint
)
returns table (
    field text,
    title text,
    group_title text,
    column_name text,
    samples text,
    needed boolean,
    "position" integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The fields of an import with the column chosen for each and three values out of it; then columns that no field takes (field
null). needed: a field without which rows cannot be understood and that nothing stands for.
*/
declare
    v_import estate.imports := (select i from estate.imports as i where i.import_id = p_import and people.sees_all());
    v_needs text[] := array(
        select unnest(string_to_array(n.need, '|'))
        from estate.import_kinds as k
        cross join lateral unnest(k.needs) as n (need)
        where k.kind = v_import.kind and not v_import.mapping ?| string_to_array(n.need, '|')
    );
begin
    return query
    with columns_of as materialized (
        select c.name, c.n::integer as n, s.samples
        from unnest(v_import.columns) with ordinality as c (name, n)
        left join lateral (
            select string_agg(left(x.written, 40), ' · ' order by x.line) as samples
            from (
                select t.cells[c.n::integer] as written, min(t.line) as line
                from cabinet.table_rows as t
                where t.file_id = v_import.file_id and t.line between 1 + (not v_import.headless)::integer and 30
                    and estate.csv_word(t.cells[c.n::integer]) is not null
                group by 1
                order by 2
                limit 3
            ) as x
        ) as s on true
    )

    select f.field, f.title, f.group_title, c.name, c.samples, f.field = any (v_needs), f.position
    from estate.import_fields_of(v_import.kind) as f
    left join columns_of as c on c.name = v_import.mapping ->> f.field
    union all
    select null, null, null, c.name, c.samples, false, 100000 + c.n
    from columns_of as c
    where not exists (select from jsonb_each_text(v_import.mapping) as m where m.value = c.name)
    order by 7;
end
$$;
comment on function estate.import_mapping_rows(bigint) is 'The fields of an import with their columns
@for code
@decides';
