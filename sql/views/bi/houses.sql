create view bi.houses as
/* Houses with the share of their passport that is filled (of 12 values); options by their Russian titles. */
select
    h.house_id,
    h.zone_id,
    z.name::text as zone,
    h.city,
    h.street,
    h.number,
    h.address,
    h.latitude,
    h.longitude,
    h.built_year,
    coalesce(t.title::text, h.house_type) as house_type,
    h.floors_max,
    h.floors_min,
    h.entrances_count,
    h.premises_count,
    h.living_count,
    h.non_living_count,
    h.area_total,
    h.area_living,
    h.area_common,
    h.is_alarm,
    coalesce(e.title::text, h.energy_class) as energy_class,
    h.register_id,
    round(100.0 * num_nonnulls(
        h.built_year, h.house_type, h.floors_max, h.floors_min, h.entrances_count, h.premises_count, h.living_count,
        h.non_living_count, h.area_total, h.area_living, h.area_common, h.energy_class
    ) / 12)::integer as filled_percent
from estate.houses as h
left join estate.zones as z on z.zone_id = h.zone_id
left join estate.attributes as ta on ta.object_type = 'house' and ta.code = 'house_type'
left join estate.attribute_options as t on t.attribute_id = ta.attribute_id and t.code = h.house_type
left join estate.attributes as ea on ea.object_type = 'house' and ea.code = 'energy_class'
left join estate.attribute_options as e on e.attribute_id = ea.attribute_id and e.code = h.energy_class;
comment on view bi.houses is 'Houses with their passport values. One row per house';
