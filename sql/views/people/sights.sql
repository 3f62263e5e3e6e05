create view people.sights as
/*
Who sees what, once: by person and cabinet a premise, a house or an account; a row without any of them sees the whole
company. Owner only; pages ask people.visible_…(), notices ask by object.
*/
select r.user_id, 'resident'::text as cabinet, r.house_id, r.premise_id, r.account_id
from people.resident_sights as r
union all
select c.user_id, c.cabinet, h.house_id, null, null
from people.user_cabinets as c
join cabinet.cabinets as k on k.cabinet = c.cabinet and k.scope = 'sees_houses'
join people.staff as s on s.user_id = c.user_id and s.employed @> (select people.today())
cross join lateral people.staff_houses(s.staff_id) as h (house_id)
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
