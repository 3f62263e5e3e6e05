create function estate.import_recognise(
    p_kind text,
    p_columns text[]
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
/* Which column is which field, {field: column}, by the headers that are known; a column stands for one field. */
begin
    return coalesce((
        with meeting as (
            select
                f.field, c.name, c.n, f.position, array_position(f.headers, estate.import_word(c.name)) as place
            from estate.import_fields_of(p_kind) as f
            join unnest(p_columns) with ordinality as c (name, n) on estate.import_word(c.name) = any (f.headers)
        ),

        of_column as (
            select distinct on (m.n) m.field, m.name, m.n, m.place from meeting as m order by m.n, m.place, m.position
        )

        select jsonb_object_agg(b.field, b.name)
        from (
            select distinct on (o.field) o.field, o.name from of_column as o order by o.field, o.place, o.n
        ) as b
    ), '{}');
end
$$;
comment on function estate.import_recognise(text, text[]) is 'Which column is which field
@internal';
