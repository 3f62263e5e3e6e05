create function estate.import_dependents(
    p_import bigint
)
returns table (
    what text,
    amount bigint,
    example text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What later work stands on a load, so that it cannot be undone: rows of any table that refer to its new rows (asked of the
foreign keys themselves, so that no table is forgotten), and its rows that were changed or taken away since. What was written is
compared as the table would say it now: a moment is the same one by another clock.
*/
declare
    v_link record;
    v_table record;
    v_amount bigint;
    v_key text;
begin
    -- @accept text type variable is not sanitized
    if (select i.status from estate.imports as i where i.import_id = p_import) not in ('loaded', 'undoing') then
        return;
    end if;
    for v_link in
        select
            w.relation, c.conrelid::regclass::text as other, k.matched, k.links,
            -- the key of a row of the other table, as writes of this load name such rows
            coalesce((
                select format('jsonb_build_object(%s)', string_agg(format('%L, o.%I', k.name, k.name), ', '))
                from (
                    select x.key from estate.import_writes as x
                    where x.import_id = p_import and x.relation = c.conrelid::regclass::text
                    limit 1
                ) as y
                cross join lateral jsonb_object_keys(y.key) as k (name)
            ), '''{}''::jsonb') as own
        from (
            select x.relation, (array_agg(x.key))[1] as key
            from estate.import_writes as x
            where x.import_id = p_import and x.before is null
            group by x.relation
        ) as w
        join pg_catalog.pg_constraint as c on c.confrelid = w.relation::regclass and c.contype = 'f'
        -- a link may be of several columns (house and entrance): those that name the row are compared
        cross join lateral (
            select
                string_agg(
                    format('o.%I = (w.key ->> %L)::%s', a.attname, b.attname, format_type(b.atttypid, b.atttypmod)), ' and ') as matched,
                array_agg(a.attname::text) as links
            from unnest(c.conkey, c.confkey) as p (link, target)
            join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and a.attnum = p.link
            join pg_catalog.pg_attribute as b on b.attrelid = c.confrelid and b.attnum = p.target
            where w.key ? b.attname
        ) as k
        where c.conrelid not in ('estate.check_findings'::regclass, 'estate.imports'::regclass, 'cabinet.tasks'::regclass)
            and cardinality(k.links) = (select count(*) from jsonb_object_keys(w.key))
        order by w.relation, other, k.matched
    loop
        -- a row that this load made, or led there, goes back with it
        execute format(
            'select count(*) as amount, min(w.key::text) as key
            from estate.import_writes as w
            join %1$s as o on %2$s
            where w.import_id = $1 and w.relation = $2 and w.before is null and not exists (
                select from estate.import_writes as x
                where x.import_id = $1 and x.relation = $3 and (x.before is null or x.after ?| $4) and x.key = %3$s)',
            v_link.other, v_link.matched, v_link.own
        ) into v_amount, v_key using p_import, v_link.relation, v_link.other, v_link.links;
        if v_amount > 0 then
            what := cabinet.said('said.import.of.' || v_link.other);
            if what like 'said.%' then
                what := cabinet.said('said.import.of.other');
            end if;
            amount := v_amount;
            example := estate.import_named(v_link.relation, v_key::jsonb);
            return next;
        end if;
    end loop;
    for v_table in
        select w.relation, (array_agg(w.key))[1] as key
        from estate.import_writes as w
        where w.import_id = p_import
        group by w.relation
        order by w.relation
    loop
        execute format(
            'select count(*) as amount, min(w.key::text) as key
            from estate.import_writes as w
            left join %s as t on %s
            cross join lateral (
                select (to_jsonb(t) - ''extra'') || coalesce(to_jsonb(t) -> ''extra'', ''{}'') as now offset 0
            ) as n
            where w.import_id = $1 and w.relation = $2 and (t is null or exists (
                select from jsonb_each((w.after - ''{extra,version}''::text[]) || coalesce(w.after -> ''extra'', ''{}'')) as e
                where case when coalesce(n.now -> e.key, ''null'') is distinct from e.value then coalesce(n.now -> e.key, ''null'')
                    is distinct from coalesce(to_jsonb(jsonb_populate_record(t, w.after)) -> e.key, e.value) end)
                or (w.before is null and w.after ? ''extra''
                    and (select count(*) from jsonb_object_keys(to_jsonb(t) -> ''extra''))
                    > (select count(*) from jsonb_object_keys(w.after -> ''extra''))))',
            v_table.relation, estate.import_match(v_table.relation, v_table.key)
        ) into v_amount, v_key using p_import, v_table.relation;
        if v_amount > 0 then
            what := cabinet.said('said.import.edited.' || v_table.relation);
            if what like 'said.%' then
                what := cabinet.said('said.import.edited.other');
            end if;
            amount := v_amount;
            example := estate.import_named(v_table.relation, v_key::jsonb);
            return next;
        end if;
    end loop;
end
$$;
comment on function estate.import_dependents(bigint) is 'What later work stands on a load
@for code
@decides';
