create view people.resident_sights as
/*
What residents see, by dated relation and payer's row in the time zone of the house: their premises with orders or
readings granted, the accounts whose bills are granted or that they pay, and the houses of all these.
*/
select r.user_id, r.house_id, r.premise_id, null::bigint as account_id
from people.relations as r
join estate.houses as h on h.house_id = r.house_id
where r.grants && '{orders,readings}' and r.during @> (lib.moment() at time zone h.time_zone)::date
union all
select r.user_id, r.house_id, null, a.account_id
from people.relations as r
join estate.houses as h on h.house_id = r.house_id
join money.accounts as a on a.premise_id = r.premise_id
where r.grants @> '{bills}' and r.during @> (lib.moment() at time zone h.time_zone)::date
union all
select p.user_id, a.house_id, null, a.account_id
from people.payers as p
join money.accounts as a on a.account_id = p.account_id
join estate.houses as h on h.house_id = a.house_id
where p.during @> (lib.moment() at time zone h.time_zone)::date;
comment on view people.resident_sights is 'What residents see: person, house, and a premise or account @secret';
