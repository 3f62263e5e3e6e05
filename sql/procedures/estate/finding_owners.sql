create function estate.finding_owners(
    p_findings bigint[]
)
returns table (
    finding_id bigint,
    user_id bigint,
    cabinet text
)
language sql
stable
rows 1000
as $$
/*
Whose task these findings are: the one they were given to; else, by the rule, the manager of the zone (the nearest above),
the operators, the supervisors. Where nobody manages the zone: the supervisors.
*/
with asked as (
    select
        f.finding_id, s.user_id as given_to, m.user_id as manager,
        case when s.user_id is not null then 'given' when r.owner = 'zone_manager' and m.user_id is null then 'supervisor'
            else r.owner end as owner
    from estate.check_findings as f
    join estate.check_rules as r on r.rule = f.rule
    join estate.houses as h on h.house_id = f.house_id
    left join people.staff as s on s.staff_id = f.staff_id and s.employed @> people.today()
    left join lateral (
        select t.user_id
        from unnest(estate.zone_path(h.zone_id)) with ordinality as p (zone_id, n)
        join people.zone_managers as z on z.zone_id = p.zone_id and z.during @> people.today()
        join people.staff as t on t.staff_id = z.staff_id
        where r.owner = 'zone_manager' and s.staff_id is null
        order by p.n
        limit 1
    ) as m on true
    where f.finding_id = any (p_findings)
)

select a.finding_id, o.user_id, o.cabinet
from asked as a
cross join lateral (
    select a.manager as user_id, 'manager' as cabinet
    where a.owner = 'zone_manager'
    union all
    (
        select c.user_id, c.cabinet
        from people.user_cabinets as c
        where a.owner = 'given' and c.user_id = a.given_to and c.cabinet in ('manager', 'operator', 'supervisor')
        order by c.cabinet
        limit 1
    )
    union all
    select c.user_id, c.cabinet
    from people.user_cabinets as c
    where c.cabinet = a.owner
) as o
$$;
comment on function estate.finding_owners(bigint[]) is 'Whose task these findings are
@internal';
