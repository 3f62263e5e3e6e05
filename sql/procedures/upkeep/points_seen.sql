create function upkeep.points_seen(
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
/* Points of checklists are the company's words: staff may open them. Asked by cabinet.refs_seen. */
begin
    return query
    select x.point_id, (case when lib.language() = 'en' then coalesce(x.title_en, x.title) else x.title end)::text, null::integer
    from upkeep.checklist_points as x
    where x.point_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function upkeep.points_seen(bigint[]) is 'Which of these points the acting person may open
@internal';
