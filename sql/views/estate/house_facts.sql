create view estate.house_facts as
/*
What is known of a house, one row each: the row h of SQL rules of the object check and of conditions of norms. "values" holds
every known attribute by its code; same_address counts houses of one address, same_address_position numbers them (the
fullest first), so positions above one are surplus; same_written_position numbers those whose register also writes the
address in the very same words («пр-кт. Мира» and «Проспект. Мира» are one address written in two ways).
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
    d.same_address,
    d.fuller + 1 as same_address_position,
    d.fuller_written + 1 as same_written_position
from estate.houses as h
cross join lateral (
    -- by the index of addresses and not by a window: one house is read without all the others
    select
        count(*) as same_address, count(*) filter (where o.fuller) as fuller,
        count(*) filter (
            where o.fuller and coalesce(s.register_row ->> 'ADDRESS', s.register_row ->> 'address', s.address)
                = coalesce(h.register_row ->> 'ADDRESS', h.register_row ->> 'address', h.address)
        ) as fuller_written
    from estate.houses as s
    cross join lateral (
        select s.house_id <> h.house_id and (
            num_nonnulls(
                s.built_year, s.house_type, s.floors_max, s.floors_min, s.entrances_count, s.premises_count,
                s.living_count, s.area_total, s.area_living
            ), -s.house_id
        ) > (
            num_nonnulls(
                h.built_year, h.house_type, h.floors_max, h.floors_min, h.entrances_count, h.premises_count,
                h.living_count, h.area_total, h.area_living
            ), -h.house_id
        ) as fuller
    ) as o
    where s.street = h.street and s.number = h.number and s.city = h.city
) as d;
comment on view estate.house_facts is 'What is known of a house @secret';
