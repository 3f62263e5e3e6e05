create view people.sights as
/*
Who sees what, once: by person and cabinet a premise, a house or an account; a row without any of them sees the whole
company. Owner only; pages ask people.visible_…(), notices ask by object.
*/
with residents as not materialized (
    select r.user_id, r.house_id, r.premise_id, r.grants
    from people.relations as r
    join estate.houses as h on h.house_id = r.house_id
    where r.during @> (lib.moment() at time zone h.time_zone)::date
),

staff as not materialized (
    select c.user_id, c.cabinet, s.staff_id
    from people.user_cabinets as c
    join cabinet.cabinets as k on k.cabinet = c.cabinet and k.scope = 'sees_houses'
    join people.staff as s on s.user_id = c.user_id and s.employed @> (select people.today())
),

zones as (
    select m.staff_id, m.zone_id
    from people.zone_managers as m
    where m.during @> (select people.today())
    union all
    select c.staff_id, c.zone_id
    from people.staff_scopes as c
    where c.zone_id is not null and c.during @> (select people.today())
)

select r.user_id, 'resident'::text as cabinet, r.house_id, r.premise_id, null::bigint as account_id
from residents as r
where r.grants && '{orders,readings}'
union all
select r.user_id, 'resident', r.house_id, null, a.account_id
from residents as r
join money.accounts as a on a.premise_id = r.premise_id
where r.grants @> '{bills}'
union all
select p.user_id, 'resident', a.house_id, null, a.account_id
from people.payers as p
join money.accounts as a on a.account_id = p.account_id
join estate.houses as h on h.house_id = a.house_id
where p.during @> (lib.moment() at time zone h.time_zone)::date
union all
select s.user_id, s.cabinet, h.house_id, null, null
from staff as s
join zones as z on z.staff_id = s.staff_id
cross join lateral (
    with recursive branch (zone_id) as (
        select z.zone_id
        union
        select child.zone_id
        from estate.zones as child
        join branch on branch.zone_id = child.parent_id
    )

    select b.zone_id from branch as b
) as b
cross join lateral (
    select own.house_id from estate.houses as own where own.zone_id = b.zone_id
    union all
    select e.house_id from estate.entrances as e where e.zone_id = b.zone_id
) as h
union all
select s.user_id, s.cabinet, coalesce(c.house_id, e.house_id), null, null
from staff as s
join people.staff_scopes as c on c.staff_id = s.staff_id and c.zone_id is null
left join estate.entrances as e on e.entrance_id = c.entrance_id
where c.during @> (select people.today())
union all
select s.user_id, s.cabinet, o.house_id, null, null
from staff as s
join desk.orders as o on o.assignee_id = s.staff_id and o.open
union all
select s.user_id, s.cabinet, o.house_id, null, null
from staff as s
join desk.orders as o on o.assignee_id = s.staff_id and not o.open and o.closed_at is null
union all
select s.user_id, s.cabinet, o.house_id, null, null
from staff as s
join desk.orders as o on o.assignee_id = s.staff_id and not o.open and o.closed_at > lib.moment() - interval '30 days'
union all
select s.user_id, s.cabinet, m.house_id, null, null
from staff as s
join desk.order_members as m on m.staff_id = s.staff_id and m.removed_at is null
join desk.orders as o on o.order_id = m.order_id
where o.open or o.closed_at is null or o.closed_at > lib.moment() - interval '30 days'
union all
select s.user_id, s.cabinet, w.house_id, null, null
from staff as s
join upkeep.works as w
    on w.staff_ids @> array[s.staff_id] and w.state in ('planned', 'in_progress', 'no_access')
    and w.starts_at < lib.moment() + interval '14 days'
union all
select c.user_id, c.cabinet, null, null, null
from people.user_cabinets as c
join cabinet.cabinets as k on k.cabinet = c.cabinet and k.scope = 'sees_all'
where not exists (
    select
    from people.staff as s
    where s.user_id = c.user_id and not s.employed @> (select people.today())
);
comment on view people.sights is 'Who sees what: person, cabinet, and a house, premise or account; none of them: the whole company @secret';
