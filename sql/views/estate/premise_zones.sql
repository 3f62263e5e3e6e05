create view estate.premise_zones as
/* The zone of every premise: that of its entrance where it has one of its own, else that of its house. One row each. */
select p.premise_id, p.house_id, p.entrance_id, coalesce(e.zone_id, h.zone_id) as zone_id
from estate.premises as p
join estate.houses as h on h.house_id = p.house_id
left join estate.entrances as e on e.house_id = p.house_id and e.entrance_id = p.entrance_id;
comment on view estate.premise_zones is 'The zone of every premise @secret';
