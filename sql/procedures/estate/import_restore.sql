create function estate.import_restore(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Takes back what an import wrote, the last table first: new rows go, changed values are as they were (a version goes on: a form
that was opened before the undo is stale). Findings of the object
check about houses that go follow from the houses and go with them. Whoever calls has asked estate.import_dependents.
*/
declare
    v_table record;
    v_columns text[];
    v_match text;
begin
    -- @accept text type variable is not sanitized
    delete from estate.check_findings as f
    using estate.import_writes as w
    where w.import_id = p_import and w.relation = 'estate.houses' and w.before is null
        and f.house_id = (w.key ->> 'house_id')::bigint;
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
        order by min(w.write_id) desc
    loop
        v_match := estate.import_match(v_table.relation, v_table.key);
        if v_table.adds then
            execute format(
                'delete from %s as t using estate.import_writes as w
                where w.import_id = $1 and w.relation = $2 and w.before is null and %s', v_table.relation, v_match
            ) using p_import, v_table.relation;
        end if;
        if v_table.changes and v_table.relation = 'estate.houses' then
            perform estate.import_houses_change(p_import, true);
        elsif v_table.changes then
            select array_agg(a.attname::text order by a.attnum) into v_columns
            from pg_catalog.pg_attribute as a
            where a.attrelid = v_table.relation::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                and a.attname not in ('extra', 'version') and exists (
                    select from estate.import_writes as w
                    where w.import_id = p_import and w.relation = v_table.relation and w.before ? a.attname
                );
            execute format(
                'update %s as t set %s from estate.import_writes as w
                where w.import_id = $1 and w.relation = $2 and w.before is not null and %s',
                v_table.relation,
                concat_ws(
                    ', ', (
                        select format(
                            '(%s) = (select %s from jsonb_populate_record(t, w.before) as r)',
                            string_agg(quote_ident(c), ', '), string_agg('r.' || quote_ident(c), ', '))
                        from unnest(v_columns) as c
                        having count(*) > 0
                    ),
                    case when v_table.has_extra then
                        'extra = (t.extra - array(select jsonb_object_keys(w.after))) || jsonb_strip_nulls(w.before - $3)' end,
                    case when v_table.has_version then 'version = t.version + 1' end
                ), v_match
            ) using p_import, v_table.relation, coalesce(v_columns, '{}') || '{version}'::text[];
        end if;
    end loop;
    -- a permit that came meanwhile counts
    perform people.permits_keep((w.key ->> 'staff_id')::bigint, w.key ->> 'specialization')
    from estate.import_writes as w
    where w.import_id = p_import and w.relation = 'people.staff_specializations' and w.before is not null;
    perform estate.import_history(p_import, true);
end
$$;
comment on function estate.import_restore(bigint) is 'Takes back what an import wrote
@internal';
