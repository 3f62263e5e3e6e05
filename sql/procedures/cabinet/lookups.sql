create function cabinet.lookups()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Rows of lookup tables: {key column: {code: {table, title, title_en, badge, icon}}}. A lookup table is a table of a
domain whose primary key is one text column and which has the columns title and title_en.
*/
declare
    v_found jsonb := '{}';
    v_rows jsonb;
    v_table record;
begin
    for v_table in
        select n.nspname, c.relname, key_column.attname
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        join pg_catalog.pg_index as i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
        join pg_catalog.pg_attribute as key_column
            on key_column.attrelid = c.oid and key_column.attnum = i.indkey[0]
            and key_column.atttypid = 'text'::regtype
        where c.relkind = 'r'
            and n.nspname !~ '^(pg_|information_schema$)'
            and exists (
                select from pg_catalog.pg_attribute as a where a.attrelid = c.oid and a.attname = 'title'
            )
            and exists (
                select from pg_catalog.pg_attribute as a where a.attrelid = c.oid and a.attname = 'title_en'
            )
        order by n.nspname, c.relname
    loop
        execute format(
            'select jsonb_object_agg(t.code, t.shown) from (
                select l.%1$I as code, jsonb_strip_nulls(jsonb_build_object(
                    ''table'', %4$L, ''title'', j.r ->> ''title'', ''title_en'', j.r ->> ''title_en'',
                    ''badge'', j.r ->> ''badge'', ''icon'', j.r ->> ''icon'',
                    ''position'', coalesce(j.r ->> ''position'', j.r ->> ''rank''))) as shown
                from %2$I.%3$I as l cross join lateral to_jsonb(l) as j (r)
                limit 500) as t',
            v_table.attname, v_table.nspname, v_table.relname, v_table.relname
        ) into v_rows;
        v_found := jsonb_set(
            v_found, array[v_table.attname], coalesce(v_rows, '{}') || coalesce(v_found -> v_table.attname, '{}')
        );
    end loop;
    return v_found;
end
$$;
comment on function cabinet.lookups() is 'Rows of lookup tables with title, badge and icon, by key column and code
@for layer';
