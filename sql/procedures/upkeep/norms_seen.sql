create function upkeep.norms_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Asked by cabinet.refs_seen. */
begin
    return query
    select x.norm_id, (case when lib.language() = 'en' then coalesce(x.title_en, x.title) else x.title end)::text, null::integer
    from upkeep.norms as x
    where x.norm_id = any (p_ids) and people.me() is not null and people.my_scope() = 'sees_all';
end
$$;
comment on function upkeep.norms_seen(bigint[]) is 'Which of these norms the acting person may open
@internal';
