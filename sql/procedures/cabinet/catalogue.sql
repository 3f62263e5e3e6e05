create function cabinet.catalogue()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What the web layer knows of the database, as one document: release, cabinets, pages, functions of cabinet schemas with
arguments, defaults, result columns and comments, the types these name, texts, hints, published templates, settings,
lookup rows, comments of constraints. Read once per release by cab_layer.
*/
declare
    v_rooms oid[];
    v_types jsonb;
begin
    select array_agg(n.oid)
    into v_rooms
    from pg_catalog.pg_namespace as n
    join cabinet.cabinets as c on c.cabinet = n.nspname;

    with recursive used (type_oid) as (
        select unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]) || p.prorettype)
        from pg_catalog.pg_proc as p
        where p.pronamespace = any (v_rooms)
        union
        select t.oid
        from pg_catalog.pg_type as t
        where t.typnamespace = 'lib'::regnamespace and t.typtype in ('d', 'c', 'e')
        union
        select part.type_oid
        from used
        join pg_catalog.pg_type as t on t.oid = used.type_oid
        cross join lateral (
            select t.typbasetype where t.typtype = 'd'
            union all
            select t.typelem where t.typcategory = 'A' and t.typelem <> 0
            union all
            select a.atttypid
            from pg_catalog.pg_attribute as a
            where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
        ) as part (type_oid)
    )
    select jsonb_object_agg(
        pg_catalog.format_type(t.oid, null),
        jsonb_strip_nulls(jsonb_build_object(
            'kind', t.typtype,
            'base', case when t.typtype = 'd' then pg_catalog.format_type(t.typbasetype, t.typtypmod) end,
            'element', case
                when t.typcategory = 'A' and t.typelem <> 0 and t.typtype = 'b'
                    then pg_catalog.format_type(t.typelem, null)
                when t.typtype = 'r' then (
                    select pg_catalog.format_type(r.rngsubtype, null) from pg_catalog.pg_range as r where r.rngtypid = t.oid
                )
            end,
            'comment', case
                when t.typnamespace <> 'pg_catalog'::regnamespace then pg_catalog.obj_description(t.oid, 'pg_type')
            end,
            'attributes', case when t.typtype = 'c' then (
                select jsonb_agg(
                    jsonb_build_object('name', a.attname, 'type', pg_catalog.format_type(a.atttypid, null),
                        'comment', pg_catalog.col_description(a.attrelid, a.attnum))
                    order by a.attnum)
                from pg_catalog.pg_attribute as a
                where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
            ) end
        ))
    )
    into v_types
    from used
    join pg_catalog.pg_type as t on t.oid = used.type_oid
    where t.typtype <> 'p';

    return jsonb_build_object(
        'release', (select r.release from cabinet.release_numbers as r),
        'cabinets', coalesce((
            select jsonb_agg(to_jsonb(c) - 'path' - 'reads' order by c.menu, c.cabinet) from cabinet.cabinets as c
        ), '[]'),
        'pages', coalesce((
            select jsonb_agg(to_jsonb(p) - 'defined_at' order by p.menu, p.cabinet, p.page) from cabinet.pages as p
        ), '[]'),
        'functions', coalesce((
            select jsonb_agg(jsonb_build_object(
                'schema', n.nspname,
                'name', p.proname,
                'volatile', p.provolatile = 'v',
                'returns', pg_catalog.format_type(p.prorettype, null),
                'set', p.proretset,
                'comment', coalesce(pg_catalog.obj_description(p.oid, 'pg_proc'), ''),
                'arguments', coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'name', p.proargnames[a.n],
                        'type', pg_catalog.format_type(a.type_oid, null),
                        'default', pg_catalog.pg_get_function_arg_default(p.oid, a.n::integer)
                    ) order by a.n)
                    from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a (type_oid, n)
                    where coalesce(p.proargmodes[a.n], 'i') in ('i', 'b', 'v')
                ), '[]'),
                'columns', coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'name', p.proargnames[a.n], 'type', pg_catalog.format_type(a.type_oid, null)
                    ) order by a.n)
                    from unnest(p.proallargtypes) with ordinality as a (type_oid, n)
                    where p.proargmodes[a.n] in ('t', 'o', 'b')
                ), (
                    select jsonb_agg(jsonb_build_object(
                        'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, null)
                    ) order by a.attnum)
                    from pg_catalog.pg_type as t
                    join pg_catalog.pg_attribute as a on a.attrelid = t.typrelid
                    where t.oid = p.prorettype and t.typtype = 'c' and a.attnum > 0 and not a.attisdropped
                ), '[]')
            ) order by n.nspname, p.proname)
            from pg_catalog.pg_proc as p
            join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
            where p.pronamespace = any (v_rooms) and p.prokind = 'f'
        ), '[]'),
        'types', coalesce(v_types, '{}'),
        'texts', coalesce((
            select jsonb_object_agg(per_language.language, per_language.texts)
            from (
                select t.language, jsonb_object_agg(t.key, t.text) as texts
                from cabinet.texts as t
                group by t.language
            ) as per_language
        ), '{}'),
        'hints', coalesce((
            select jsonb_agg(jsonb_build_object('key', h.key, 'language', h.language, 'text', h.text))
            from cabinet.hints as h
            where h.shown
        ), '[]'),
        'templates', coalesce((
            select jsonb_object_agg(t.name, t.source) from cabinet.templates as t where t.published
        ), '{}'),
        'settings', coalesce((select jsonb_object_agg(s.key, s.value) from cabinet.settings as s), '{}'),
        'lookups', cabinet.lookups(),
        'constraints', coalesce((
            select jsonb_object_agg(n.nspname || '.' || c.relname || '.' || k.conname, d.description)
            from pg_catalog.pg_constraint as k
            join pg_catalog.pg_class as c on c.oid = k.conrelid
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            join pg_catalog.pg_description as d
                on d.objoid = k.oid and d.classoid = 'pg_catalog.pg_constraint'::regclass
        ), '{}')
    );
end
$$;
comment on function cabinet.catalogue() is 'What the web layer knows of the database, as one document
@for layer';
