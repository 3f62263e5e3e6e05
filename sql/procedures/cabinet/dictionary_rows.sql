create function cabinet.dictionary_rows()
returns table (
    view_name text,
    view_meaning text,
    column_name text,
    type_text text,
    meaning text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Views of `bi` with their columns and comments. */
begin
    perform people.office_demand(array['admin', 'supervisor']);
    return query
    select
        'bi.' || c.relname, pg_catalog.obj_description(c.oid, 'pg_class'), a.attname::text,
        pg_catalog.format_type(a.atttypid, a.atttypmod), pg_catalog.col_description(c.oid, a.attnum)
    from pg_catalog.pg_class as c
    join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'bi'::regnamespace and c.relkind in ('v', 'm')
    order by c.relname, a.attnum;
end
$$;
comment on function cabinet.dictionary_rows() is 'Views of bi with their columns and comments
@decides';
