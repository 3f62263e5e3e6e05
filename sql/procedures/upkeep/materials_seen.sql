create function upkeep.materials_seen(
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
/* The catalogue of materials is open to all staff. Asked by cabinet.refs_seen. */
begin
    return query
    select k.material_id, case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end::text, null::integer
    from upkeep.materials as k
    where k.material_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function upkeep.materials_seen(bigint[]) is 'Which of these materials the acting person may open
@internal';
