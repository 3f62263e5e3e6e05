create function desk.house_manager(
    p_premise lib.premise_ref
)
returns table (
    staff_id bigint,
    name text,
    position_title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who manages the zone of a premise today: the nearest zone upwards that has a manager. Only for premises that the acting
person sees. The public display name and position of staff, nothing else.
@decides
*/
begin
    return query
    select s.staff_id, s.name::text, s.position
    from estate.premises as p
    join estate.houses as h on h.house_id = p.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    cross join lateral (select estate.zone_path(coalesce(e.zone_id, h.zone_id)) as zones) as up
    join people.zone_managers as m on m.zone_id = any (up.zones) and m.during @> lib.moment()::date
    join people.staff as s on s.staff_id = m.staff_id
    where p.premise_id = p_premise and p.premise_id in (select v.id from people.visible_premises() as v (id))
    order by array_position(up.zones, m.zone_id)
    limit 1;
end
$$;
comment on function desk.house_manager(lib.premise_ref) is 'Who manages the zone of a premise today
@decides';
