create function cabinet.page_functions(
    p_cabinet text,
    p_page text
)
returns table (
    name text,
    title text,
    kind text,
    path text,
    line integer,
    arguments text,
    calls bigint,
    mean_ms numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Functions of a page: name begins with <page>_; a function belongs to the longest page name that fits. */
begin
    perform people.office_demand(array['admin']);
    return query
    select
        f.proname::text,
        coalesce(
            (select t.text from cabinet.texts as t where t.key = p_cabinet || '.' || f.proname and t.language = lib.language()),
            split_part(coalesce(pg_catalog.obj_description(f.oid, 'pg_proc'), ''), E'\n', 1)),
        case when f.provolatile = 'v' then 'action' else 'block' end,
        s.path, s.line, pg_catalog.pg_get_function_identity_arguments(f.oid),
        u.calls, round((u.total_time / nullif(u.calls, 0))::numeric, 2)
    from pg_catalog.pg_proc as f
    join pg_catalog.pg_namespace as n on n.oid = f.pronamespace and n.nspname = p_cabinet
    left join cabinet.sources as s
        on s.object = 'function ' || p_cabinet || '.' || f.proname
    left join pg_catalog.pg_stat_user_functions as u on u.funcid = f.oid
    where
        exists (select from cabinet.pages as p where p.cabinet = p_cabinet and p.page = p_page)
        and f.proname like replace(p_page, '_', '\_') || '\_%'
        and not exists (
            -- of a page with a longer name
            select from cabinet.pages as p
            where
                p.cabinet = p_cabinet and length(p.page) > length(p_page)
                and f.proname like replace(p.page, '_', '\_') || '\_%'
        )
    order by f.provolatile = 'v', f.proname;
end
$$;
comment on function cabinet.page_functions(text, text) is 'Functions of a page with their files
@decides';
