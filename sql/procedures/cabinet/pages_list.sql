create function cabinet.pages_list(
    p_search text default null,
    p_cabinet text default null
)
returns table (
    cabinet text,
    cabinet_title text,
    page text,
    title text,
    in_menu boolean,
    functions text[],
    path text,
    feature text,
    needs_right text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Pages of all cabinets with their blocks and the file they come from. */
begin
    perform people.office_demand(array['admin']);
    return query
    select
        p.cabinet, coalesce(ct.text, c.title), p.page, coalesce(t.text, p.title), p.menu is not null,
        p.blocks || p.side_blocks,
        (
            select s.path
            from cabinet.sources as s
            where s.object = 'page ' || p.cabinet || '.' || p.page
        ),
        p.feature, p."right"
    from cabinet.pages as p
    join cabinet.cabinets as c on c.cabinet = p.cabinet
    left join cabinet.texts as t
        on t.key = 'page.' || p.cabinet || '.' || p.page and t.language = lib.language()
    left join cabinet.texts as ct on ct.key = p.cabinet and ct.language = lib.language()
    where
        (p_cabinet is null or p.cabinet = p_cabinet)
        and (
            p_search is null
            or p.title ilike '%' || p_search || '%'
            or p.cabinet || '/' || p.page ilike '%' || p_search || '%'
            or exists (select from unnest(p.blocks || p.side_blocks) as b (name) where b.name ilike '%' || p_search || '%')
        )
    order by c.menu, p.cabinet, p.menu nulls last, p.page;
end
$$;
comment on function cabinet.pages_list(text, text) is 'Pages of all cabinets with their blocks and files
@decides';
