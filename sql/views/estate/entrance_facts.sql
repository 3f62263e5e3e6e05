create view estate.entrance_facts as
/*
What is known of an entrance: the row h of rules of the object check for entrances. "values" by code; house_floors_max is what
the passport of its house says.
*/
select
    e.entrance_id, e.house_id, coalesce(e.zone_id, h.zone_id) as zone_id, e.number, e.floors,
    jsonb_strip_nulls(jsonb_build_object('floors', e.floors, 'door_code', e.door_code)) || e.extra as "values",
    h.floors_max as house_floors_max
from estate.entrances as e
join estate.houses as h on h.house_id = e.house_id;
comment on view estate.entrance_facts is 'What is known of an entrance @secret';
