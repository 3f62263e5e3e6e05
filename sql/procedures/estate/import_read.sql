create function estate.import_read(
    p_import estate.imports,
    p_first integer,
    p_last integer
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Reads rows of the file by the mapping: each distinct text of a field once, whatever the number of rows. What cannot be is left
out of the row and named; a row wider than the header cannot be read at all.
*/
begin
    insert into estate.import_rows (import_id, line, data, "values", problems, broken)
    with fields as materialized (
        select f.*, array_position(p_import.columns, m.value) as at
        from estate.import_fields_of(p_import.kind) as f
        join jsonb_each_text(p_import.mapping) as m on m.key = f.field
    ),

    cells as materialized (
        select r.line, f.field, r.cells[f.at] as written
        from cabinet.table_rows as r
        cross join fields as f
        where r.file_id = p_import.file_id and r.line between p_first and p_last and r.cells[f.at] <> ''
    ),

    readings as materialized (
        select d.field, d.written, (x.x).value, estate.attribute_title(f.attribute) || ': ' || (x.x).problem as problem, f.position
        from (select distinct c.field, c.written from cells as c) as d
        join fields as f on f.field = d.field
        cross join lateral (select estate.import_value(f.attribute, f.value_kind, f.words, d.written) as x offset 0) as x
    ),

    read_rows as (
        select
            c.line, jsonb_object_agg(c.field, r.value) filter (where r.value is not null) as "values",
            string_agg(r.problem, '; ' order by r.position) as problems
        from cells as c
        join readings as r on r.field = c.field and r.written = c.written
        group by c.line
    )

    select
        p_import.import_id, t.line, to_jsonb(t.cells), coalesce(r."values", '{}'), r.problems,
        case when cardinality(t.cells) > cardinality(p_import.columns) then cabinet.said(
            'said.import.wide', jsonb_build_object('cells', cardinality(t.cells), 'columns', cardinality(p_import.columns))
        ) end
    from cabinet.table_rows as t
    left join read_rows as r on r.line = t.line
    where t.file_id = p_import.file_id and t.line between p_first and p_last;
end
$$;
comment on function estate.import_read(estate.imports, integer, integer) is 'Reads rows of an imported file
@internal';
