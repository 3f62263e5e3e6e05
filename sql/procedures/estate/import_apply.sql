create function estate.import_apply(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Writes what an import has planned (estate.import_writes), table by table in the order of the plan. Values whose code is no
column of the table lie in its extra; a changed row that has a version gets the next one. Passports of known houses and ends of
permits are written by their one writer. Afterwards after of a new row is the whole row, so that the undo sees every later edit (a warning that was sent is none); what changed
stands in the history.
*/
declare
    v_table record;
    v_columns text[];
    v_match text;
begin
    -- @accept text type variable is not sanitized
    for v_table in
        select
            w.relation, (array_agg(w.key order by w.write_id))[1] as key,
            bool_or(w.before is null) as adds, bool_or(w.before is not null) as changes,
            exists (
                select from pg_catalog.pg_attribute as a where a.attrelid = w.relation::regclass and a.attname = 'extra'
            ) as has_extra,
            exists (
                select from pg_catalog.pg_attribute as a where a.attrelid = w.relation::regclass and a.attname = 'version'
            ) as has_version
        from estate.import_writes as w
        where w.import_id = p_import
        group by w.relation
        order by min(w.write_id)
    loop
        select array_agg(a.attname::text order by a.attnum) into v_columns
        from pg_catalog.pg_attribute as a
        where a.attrelid = v_table.relation::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            and a.attname not in ('extra', 'version') and exists (
                select from estate.import_writes as w
                where w.import_id = p_import and w.relation = v_table.relation and (w.after ? a.attname or w.key ? a.attname)
            );
        v_match := estate.import_match(v_table.relation, v_table.key);
        if v_table.adds then
            execute format(
                'insert into %s (%s%s) overriding system value
                select %s%s from estate.import_writes as w
                cross join lateral jsonb_populate_record(null::%s, w.after || w.key) as r
                where w.import_id = $1 and w.relation = $2 and w.before is null order by w.write_id',
                v_table.relation, (select string_agg(quote_ident(c), ', ') from unnest(v_columns) as c),
                case when v_table.has_extra then ', extra' end,
                (select string_agg('r.' || quote_ident(c), ', ') from unnest(v_columns) as c),
                case when v_table.has_extra then ', w.after - $3' end, v_table.relation
            ) using p_import, v_table.relation, v_columns;
        end if;
        if v_table.changes and v_table.relation = 'estate.houses' then
            perform estate.import_houses_change(p_import);
        elsif v_table.relation = 'people.staff_specializations' then
            perform people.permits_keep((w.key ->> 'staff_id')::bigint, w.key ->> 'specialization')
            from estate.import_writes as w
            where w.import_id = p_import and w.relation = v_table.relation;
        elsif v_table.changes then
            execute format(
                'update %s as t set %s from estate.import_writes as w
                where w.import_id = $1 and w.relation = $2 and w.before is not null and %s',
                v_table.relation,
                concat_ws(
                    ', ', (
                        select format(
                            '(%s) = (select %s from jsonb_populate_record(t, w.after) as r)',
                            string_agg(quote_ident(c), ', '), string_agg('r.' || quote_ident(c), ', '))
                        from unnest(v_columns) as c
                        where not v_table.key ? c
                        having count(*) > 0
                    ),
                    case when v_table.has_extra then 'extra = t.extra || (w.after - $3)' end,
                    case when v_table.has_version then 'version = t.version + 1' end
                ), v_match
            ) using p_import, v_table.relation, coalesce(v_columns, '{}') || '{version}'::text[];
        end if;
        if v_table.adds then
            execute format(
                'update estate.import_writes as w set after = to_jsonb(t) - ''{search,register_row,warned_days}''::text[]
                from %s as t where w.import_id = $1 and w.relation = $2 and w.before is null and %s',
                v_table.relation, v_match
            ) using p_import, v_table.relation;
        end if;
    end loop;
    perform estate.import_history(p_import);
end
$$;
comment on function estate.import_apply(bigint) is 'Writes what an import has planned
@internal';
