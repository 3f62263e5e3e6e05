create function people.visible_houses()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/*
The houses of people.sights for the acting person in this cabinet, asked where they come from: a resident's of
people.resident_sights, the staff's of people.staff_houses(). Frozen: policies use it.
*/
declare
    v_me bigint := people.me();
    v_cabinet text := people.my_cabinet();
    v_staff bigint;
    v_employed daterange;
begin
    if v_me is null then
        return;
    elsif v_cabinet = 'resident' then
        return query
        select distinct s.house_id
        from people.resident_sights as s
        where s.user_id = v_me;
        return;
    end if;
    select s.staff_id, s.employed
    into v_staff, v_employed
    from cabinet.cabinets as k
    join people.user_cabinets as c on c.cabinet = k.cabinet
    join people.staff as s on s.user_id = c.user_id
    where k.cabinet = v_cabinet and k.scope = 'sees_houses' and c.user_id = v_me;
    if people.employed_today(v_employed) then
        return query
        select people.staff_houses(v_staff);
    end if;
end
$$;
comment on function people.visible_houses() is 'What the acting person sees: houses';
