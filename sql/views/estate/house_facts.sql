create view estate.house_facts as
/*
What is known of a house, one row each: the row h of SQL rules of the object check and of conditions of norms. "values" holds
every known attribute by its code; same_address counts houses of one address, same_address_position numbers them (the
fullest first), so positions above one are surplus.
*/
select
    h.house_id, h.zone_id, h.address, h.city, h.street, h.number, h.built_year, h.house_type, h.wall_material,
    h.floors_max, h.floors_min, h.entrances_count, h.premises_count, h.living_count, h.non_living_count, h.area_total,
    h.area_living, h.area_non_living, h.area_common, h.area_land, h.is_alarm, h.overhaul_fund, h.energy_class,
    jsonb_strip_nulls(jsonb_build_object(
        'city', h.city, 'street', h.street, 'number', h.number, 'built_year', h.built_year, 'house_type', h.house_type,
        'wall_material', h.wall_material, 'floors_max', h.floors_max, 'floors_min', h.floors_min,
        'entrances_count', h.entrances_count, 'premises_count', h.premises_count, 'living_count', h.living_count,
        'non_living_count', h.non_living_count, 'area_total', h.area_total, 'area_living', h.area_living,
        'area_non_living', h.area_non_living, 'area_common', h.area_common, 'area_land', h.area_land,
        'is_alarm', h.is_alarm, 'overhaul_fund', h.overhaul_fund, 'energy_class', h.energy_class,
        'access_note', h.access_note
    )) || h.extra as "values",
    count(*) over same_address as same_address,
    row_number() over (
        same_address order by num_nonnulls(
            h.built_year, h.house_type, h.floors_max, h.floors_min, h.entrances_count, h.premises_count, h.living_count,
            h.area_total, h.area_living
        ) desc, h.house_id
    ) as same_address_position
from estate.houses as h
window same_address as (partition by h.city, h.street, h.number);
comment on view estate.house_facts is 'What is known of a house @secret';
