create view estate.premise_facts as
/*
What is known of a premise: the row h of rules of the object check for premises. "values" by code; house_floors_max and
house_area_total are what the passport of its house says.
*/
select
    p.premise_id, p.house_id, p.entrance_id, h.zone_id, p.kind, p.number, p.floor, p.area,
    jsonb_strip_nulls(jsonb_build_object('area', p.area, 'floor', p.floor, 'access_note', p.access_note)) || p.extra as "values",
    h.floors_max as house_floors_max, h.area_total as house_area_total
from estate.premises as p
join estate.houses as h on h.house_id = p.house_id;
comment on view estate.premise_facts is 'What is known of a premise @secret';
