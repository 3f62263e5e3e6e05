create function people.my_team()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
/*
Staff about whom the acting person decides: of supervisor, operator and administrator everybody, of the manager who works in
their zones, of anybody themselves. Everybody too for a deployer without a session. Lists ask for it once, not by row.
*/
declare
    v_cabinet text := coalesce(people.my_cabinet(), '');
    v_staff bigint;
    v_zones bigint[];
begin
    if v_cabinet in ('supervisor', 'operator', 'admin') or v_cabinet = '' and session_user = 'sokol_admin' then
        return query select s.staff_id from people.staff as s;
        return;
    elsif v_cabinet = '' then
        return;
    end if;
    v_staff := people.my_staff();
    if v_cabinet = 'manager' then
        v_zones := array(select desk.my_zones());
        return query
        select c.staff_id
        from people.staff_scopes as c
        left join estate.entrances as e on e.entrance_id = c.entrance_id
        left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
        where coalesce(c.zone_id, h.zone_id) = any (v_zones) and c.staff_id is distinct from v_staff
        group by c.staff_id;
    end if;
    if v_staff is not null then
        return next v_staff;
    end if;
end
$$;
comment on function people.my_team() is 'Staff about whom the acting person decides
@decides';
