create function upkeep.supplies_seen(
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
/* One's own requests for material and those one may answer. Asked by cabinet.refs_seen. */
begin
    return query
    select q.supply_id,
        case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end || ' · ' || trim_scale(q.quantity) || ' ' || upkeep.unit_said(k.unit),
        null::integer
    from upkeep.supplies as q
    join upkeep.materials as k on k.material_id = q.material_id
    where q.supply_id = any (p_ids)
        and (q.staff_id = (select people.my_staff()) or q.supply_id in (select w.supply_id from upkeep.supplies_waiting() as w));
end
$$;
comment on function upkeep.supplies_seen(bigint[]) is 'Which of these requests the acting person may open
@internal';
