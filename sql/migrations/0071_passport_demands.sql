-- What the check of a passport demands beyond the core (columns of the open register of houses): a warning, one for a section.

update estate.attributes as a
set required = true
where a.object_type = 'house' and a.code in (
    'houseguid', 'exploitation_year', 'elevators_count', 'overhaul_fund', 'area_common', 'non_living_count', 'wall_material',
    'heating_type', 'hot_water_type', 'cold_water_type', 'sewerage_type', 'gas_type', 'ventilation_type', 'firefighting_type',
    'drainage_type', 'electrical_type', 'chute_type'
);

-- A rule of its own for each of them, put aside: the supervisor switches it on where one field is wanted by itself.
insert into estate.check_rules (
    rule, title, title_en, attribute, kind, operator, severity, message, message_en, derived, active, position
)
select
    'house_' || a.code || '_missing', 'Не заполнено: {field}', 'Not filled in: {field}', a.code, 'declarative', 'missing', 'warning',
    '{field}: не заполнено', '{field}: not filled in', true, false, 41
from estate.attributes as a
where a.object_type = 'house' and a.required and a.code in (
    'houseguid', 'exploitation_year', 'elevators_count', 'overhaul_fund', 'area_common', 'non_living_count', 'wall_material',
    'heating_type', 'hot_water_type', 'cold_water_type', 'sewerage_type', 'gas_type', 'ventilation_type', 'firefighting_type',
    'drainage_type', 'electrical_type', 'chute_type'
);

-- One finding a house for all of a section that is empty, with their number: the form says at each field that it is.
insert into estate.check_rules (
    rule, title, title_en, attribute, fields, kind, predicate, value_sql, other_sql, severity, owner, message, message_en, position
)
select
    r.rule, r.title, r.title_en, r.attribute, r.codes, 'sql',
    format('not h."values" ?& (%s)', s.asked),
    format('(select count(*) from unnest((%s)) as c (code) where not h."values" ? c.code)', s.asked),
    format('cardinality((%s))', s.asked), 'warning', 'zone_manager', r.message, r.message_en, 42
from (values
    ('house_passport_blank', 'Паспорт заполнен не весь', 'Passport not all filled in', 'wall_material',
        'Паспорт: не заполнено {value} из {other} нужных полей', 'Passport: {value} of {other} needed fields not filled in',
        array['houseguid', 'exploitation_year', 'elevators_count', 'overhaul_fund', 'area_common', 'non_living_count', 'wall_material']),
    ('house_systems_blank', 'Инженерные системы заполнены не все', 'Building systems not all filled in', 'heating_type',
        'Инженерные системы: не заполнено {value} из {other}', 'Building systems: {value} of {other} not filled in',
        array['heating_type', 'hot_water_type', 'cold_water_type', 'sewerage_type', 'gas_type', 'ventilation_type',
            'firefighting_type', 'drainage_type', 'electrical_type', 'chute_type'])
) as r (rule, title, title_en, attribute, message, message_en, codes)
cross join lateral (
    select format('select estate.fields_asked(%L)', r.codes) as asked
) as s;
