create function upkeep.visible_stores()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Stores that a manager or performer sees: the company's warehouses, those that serve where he works (of those zones and above
them) or lie in the zones he manages, what he carries himself, and what the people of his zones carry.
*/
declare
    v_staff bigint := people.my_staff();
    v_zones bigint[] := array(select desk.staff_zones(v_staff));
    v_serving bigint[] := array(
        select distinct u.zone_id
        from people.staff_scopes as c
        left join estate.entrances as e on e.entrance_id = c.entrance_id
        left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
        cross join lateral unnest(estate.zone_path(coalesce(c.zone_id, e.zone_id, h.zone_id))) as u (zone_id)
        where c.staff_id = v_staff and c.during @> people.today()
    );
begin
    if v_staff is null and people.me() is null then
        return;
    end if;
    return query
    select s.store_id
    from upkeep.stores as s
    where
        s.kind = 'warehouse' and (s.zone_id is null or s.zone_id = any (v_serving || v_zones))
        or s.staff_id = v_staff
        or s.kind = 'person' and exists (
            select from people.staff_scopes as c
            left join estate.entrances as e on e.entrance_id = c.entrance_id
            left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
            where c.staff_id = s.staff_id and c.during @> people.today()
                and coalesce(c.zone_id, e.zone_id, h.zone_id) = any (v_zones)
        );
end
$$;
comment on function upkeep.visible_stores() is 'Stores that a manager or performer sees
@decides';
