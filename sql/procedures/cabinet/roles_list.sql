create function cabinet.roles_list(
    p_search text default null,
    p_cabinet text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    user_id bigint,
    cabinet text,
    name text,
    title text,
    rights text[],
    granted_at timestamptz,
    last_seen_at timestamptz,
    blocked boolean,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who holds which staff cabinet; residents are not listed: their cabinet comes with the premise. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    with found as (
        select uc.user_id, uc.cabinet, u.name, uc.rights, uc.granted_at, u.blocked_at
        from people.user_cabinets as uc
        join people.users as u on u.user_id = uc.user_id
        join cabinet.cabinets as c on c.cabinet = uc.cabinet
        where
            uc.cabinet <> 'resident'
            and c.frame = 'staff'
            and not u.is_system
            and (p_cabinet is null or uc.cabinet = p_cabinet)
            and (p_search is null or u.search like '%' || lower(replace(p_search, 'ё', 'е')) || '%')
    )
    select
        f.user_id, f.cabinet, f.name::text, coalesce(t.text, c.title), f.rights, f.granted_at,
        (select max(s.last_seen_at) from people.sessions as s where s.user_id = f.user_id),
        f.blocked_at is not null, (select count(*) from found)
    from (select * from found order by found.name, found.cabinet limit p_limit offset p_offset) as f
    join cabinet.cabinets as c on c.cabinet = f.cabinet
    left join cabinet.texts as t on t.key = f.cabinet and t.language = lib.language()
    order by f.name, c.menu;
end
$$;
comment on function cabinet.roles_list(text, text, integer, integer) is 'Who holds which staff cabinet
@decides';
