create function upkeep.store_mine(
    p_store upkeep.stores
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whether a store is the acting person's to use: the supervisor's all (and a deployer's without a session), a zone manager's
those of his zones and of people who work in them, a performer's his own.
*/
declare
    v_cabinet text := people.my_cabinet();
begin
    return coalesce(
        v_cabinet = 'supervisor' or (v_cabinet is null and session_user = 'sokol_admin')
        or v_cabinet = 'manager' and (
            p_store.staff_id = people.my_staff()
            or p_store.zone_id in (select desk.my_zones())
            or exists (
                select from people.staff_scopes as c
                left join estate.entrances as e on e.entrance_id = c.entrance_id
                left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
                where c.staff_id = p_store.staff_id and c.during @> people.today()
                    and coalesce(c.zone_id, h.zone_id) in (select desk.my_zones())
            )
        ), false);
end
$$;
comment on function upkeep.store_mine(upkeep.stores) is 'Whether a store is the acting person''s to use
@decides';
