create function upkeep.work_actors(
    p_work bigint
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
As whom the acting person stands before a planned work, by the cabinet of the session: supervisor (also manager), manager of the
house's zone or one above, performer (booked for it, or in its crew today), reader (sees the house). Empty: not theirs to see.
*/
declare
    v_cabinet text := people.my_cabinet();
    v_staff bigint;
    v_work upkeep.works;
    v_actors text[] := '{}';
begin
    if people.me() is null then
        return v_actors;
    end if;
    select w.* into v_work from upkeep.works as w where w.work_id = p_work;
    if v_work.work_id is null then
        return v_actors;
    elsif v_cabinet = 'supervisor' then
        return '{supervisor,manager}';
    elsif v_work.state = 'draft' then
        return v_actors;
    elsif v_cabinet = 'operator' then
        return '{reader}';
    elsif v_cabinet = 'manager' then
        v_staff := people.my_staff();
        if v_work.house_id in (select v.id from people.visible_houses() as v (id)) then
            v_actors := '{reader}';
        end if;
        if v_staff = any (v_work.staff_ids) or exists (
            select
            from upkeep.crew_members as m
            where m.crew_id = v_work.crew_id and m.staff_id = v_staff and m.during @> people.today()
        ) then
            v_actors := v_actors || '{performer}'::text[];
        end if;
        if (select h.zone_id from estate.houses as h where h.house_id = v_work.house_id) in (select desk.my_zones()) then
            v_actors := v_actors || '{manager}'::text[];
        end if;
    end if;
    return v_actors;
end
$$;
comment on function upkeep.work_actors(bigint) is 'As whom the acting person stands before a planned work
@decides';
