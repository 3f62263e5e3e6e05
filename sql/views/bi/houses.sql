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
    ) / 12)::integer as filled_percent,
    h.time_zone,
    coalesce(w.title::text, h.wall_material) as wall_material,
    h.area_non_living,
    h.area_land,
    coalesce(f.title::text, h.overhaul_fund) as overhaul_fund,
    case jsonb_typeof(h.extra -> 'elevators_count') when 'number' then (h.extra ->> 'elevators_count')::integer end as elevators_count,
    case jsonb_typeof(h.extra -> 'exploitation_year') when 'number' then (h.extra ->> 'exploitation_year')::integer end
        as exploitation_year,
    case jsonb_typeof(h.extra -> 'wear') when 'number' then (h.extra ->> 'wear')::numeric end as wear,
    not coalesce(c.core, false) as complete,
    coalesce(c.errors, 0) as open_errors,
    coalesce(c.warnings, 0) as open_warnings,
    coalesce(c.blocks_plan, false) as blocks_plan
from estate.houses as h
left join estate.zones as z on z.zone_id = h.zone_id
left join estate.attributes as ta on ta.object_type = 'house' and ta.code = 'house_type'
left join estate.attribute_options as t on t.attribute_id = ta.attribute_id and t.code = h.house_type
left join estate.attributes as ea on ea.object_type = 'house' and ea.code = 'energy_class'
left join estate.attribute_options as e on e.attribute_id = ea.attribute_id and e.code = h.energy_class
left join estate.attributes as wa on wa.object_type = 'house' and wa.code = 'wall_material'
left join estate.attribute_options as w on w.attribute_id = wa.attribute_id and w.code = h.wall_material
left join estate.attributes as fa on fa.object_type = 'house' and fa.code = 'overhaul_fund'
left join estate.attribute_options as f on f.attribute_id = fa.attribute_id and f.code = h.overhaul_fund
left join (
    select
        o.house_id, bool_or(r.core) as core, bool_or(r.blocks_plan) as blocks_plan,
        count(*) filter (where r.severity = 'error') as errors, count(*) filter (where r.severity = 'warning') as warnings
    from estate.check_findings as o
    join estate.check_rules as r on r.rule = o.rule
    where o.cleared_at is null and o.excused_at is null
    group by o.house_id
) as c on c.house_id = h.house_id;
comment on view bi.houses is 'Houses with their passport values. One row per house';
comment on column bi.houses.filled_percent is 'How much of twelve values of the passport is known';
comment on column bi.houses.wear is 'Wear, per cent';
comment on column bi.houses.complete is 'No open finding of a core rule of the data check';
comment on column bi.houses.open_errors is 'Open errors of the data check, exceptions left out';
comment on column bi.houses.open_warnings is 'Open warnings of the data check, exceptions left out';
comment on column bi.houses.blocks_plan is 'Some finding keeps the house out of the preventive plan';
