create function people.visible_staff()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Staff whose leave, swaps, permits and contracts a manager or performer sees: himself, and those who work in the zones that he
manages.
*/
declare
    v_staff bigint := people.my_staff();
    v_zones bigint[] := array(select desk.staff_zones(v_staff));
    v_today date := people.today();
begin
    if v_staff is null and people.me() is null then
        return;
    end if;
    return query
    select v_staff
    union
    select c.staff_id
    from people.staff_scopes as c
    left join estate.entrances as e on e.entrance_id = c.entrance_id
    left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
    where c.during @> v_today and coalesce(c.zone_id, e.zone_id, h.zone_id) = any (v_zones)
    union
    select m.staff_id
    from people.zone_managers as m
    where m.during @> v_today and m.zone_id = any (v_zones);
end
$$;
comment on function people.visible_staff() is 'Staff whose leave and permits a manager or performer sees
@decides';
