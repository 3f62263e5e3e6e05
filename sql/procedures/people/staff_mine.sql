create function people.staff_mine(
    p_staff bigint
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whether the acting person decides for this member of staff: supervisor and operator for everybody, the manager for who
works in their zones, anybody for themselves. A deployer without a session passes.
*/
begin
    return case coalesce(people.my_cabinet(), '')
        when '' then session_user = 'sokol_admin'
        when 'supervisor' then true
        when 'operator' then true
        when 'admin' then true
        else p_staff is not distinct from people.my_staff()
            or people.my_cabinet() = 'manager' and exists (
                select from people.staff_scopes as c
                left join estate.entrances as e on e.entrance_id = c.entrance_id
                left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
                where c.staff_id = p_staff and coalesce(c.zone_id, h.zone_id) in (select desk.my_zones())
            )
    end;
end
$$;
comment on function people.staff_mine(bigint) is 'Whether the acting person decides for this member of staff
@decides';
