create function upkeep.checklists_seen(
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
    select x.checklist_id, (case when lib.language() = 'en' then coalesce(x.title_en, x.title) else x.title end)::text, null::integer
    from upkeep.checklists as x
    where x.checklist_id = any (p_ids) and people.me() is not null and people.my_scope() = 'sees_all';
end
$$;
comment on function upkeep.checklists_seen(bigint[]) is 'Which of these checklists the acting person may open
@internal';
