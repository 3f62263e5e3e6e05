create function upkeep.movements_seen(
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
/* Movements of stores that the acting person may use. Asked by cabinet.refs_seen. */
begin
    return query
    select m.movement_id, (case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end)::text, null::integer
    from upkeep.movements as m
    join upkeep.materials as k on k.material_id = m.material_id
    join upkeep.stores as s on s.store_id = m.store_id
    where m.movement_id = any (p_ids) and people.me() is not null and upkeep.store_mine(s);
end
$$;
comment on function upkeep.movements_seen(bigint[]) is 'Which of these movements the acting person may open
@internal';
