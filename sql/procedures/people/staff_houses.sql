create function people.staff_houses(
    p_staff bigint
)
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 20
set plan_cache_mode = force_generic_plan
as $$
/*
Houses a member of staff sees in a cabinet of scope sees_houses: where he works or manages today, zones with everything
below them; where he has an open order, one that is not closed yet or was within 30 days, his own or as one of the crew;
where a work of the plan waits for him within two weeks. Whether he is employed is asked by who calls. Frozen:
people.sights uses it.
*/
declare
    v_today date := people.today();
    v_now timestamptz := lib.moment();
    v_since timestamptz := v_now - interval '30 days';
    v_until timestamptz := v_now + interval '14 days';
begin
    return query
    with recursive scopes as materialized (
        select c.zone_id, c.house_id, c.entrance_id
        from people.staff_scopes as c
        where c.staff_id = p_staff and c.during @> v_today
    ),

    zones (zone_id) as (
        select c.zone_id from scopes as c where c.zone_id is not null
        union
        select m.zone_id from people.zone_managers as m where m.staff_id = p_staff and m.during @> v_today
        union
        select child.zone_id
        from zones as z
        join estate.zones as child on child.parent_id = z.zone_id
    )

    select h.house_id from estate.houses as h where h.zone_id = any (array(select z.zone_id from zones as z))
    union
    select e.house_id from estate.entrances as e where e.zone_id = any (array(select z.zone_id from zones as z))
    union
    select coalesce(c.house_id, e.house_id)
    from scopes as c
    left join estate.entrances as e on e.entrance_id = c.entrance_id
    where c.zone_id is null
    union
    select o.house_id from desk.orders as o where o.assignee_id = p_staff and o.open
    union
    select o.house_id from desk.orders as o where o.assignee_id = p_staff and not o.open and o.closed_at is null
    union
    select o.house_id from desk.orders as o where o.assignee_id = p_staff and not o.open and o.closed_at > v_since
    union
    select m.house_id
    from desk.order_members as m
    join desk.orders as o on o.order_id = m.order_id
    where m.staff_id = p_staff and m.removed_at is null and (o.open or o.closed_at is null or o.closed_at > v_since)
    union
    select w.house_id
    from upkeep.works as w
    where w.staff_ids @> array[p_staff] and w.state in ('planned', 'in_progress', 'no_access')
        and w.starts_at < v_until;
end
$$;
comment on function people.staff_houses(bigint) is 'Houses a member of staff sees
@internal';
