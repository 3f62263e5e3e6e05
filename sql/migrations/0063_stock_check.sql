-- Stock rules of the object check, its night job, its messages.

insert into estate.check_rules (
    rule, title, title_en, attribute, kind, operator, operand_attribute, operand, severity, core, blocks_plan, owner,
    message, message_en, ground, position
) values
('house_built_year_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'built_year', 'declarative', 'missing', null, null,
    'error', true, false, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 10),
('house_house_type_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'house_type', 'declarative', 'missing', null, null,
    'error', true, false, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 11),
('house_floors_max_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'floors_max', 'declarative', 'missing', null, null,
    'error', true, true, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 12),
('house_entrances_count_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'entrances_count', 'declarative', 'missing',
    null, null, 'error', true, true, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 13),
('house_premises_count_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'premises_count', 'declarative', 'missing',
    null, null, 'error', true, false, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 14),
('house_area_total_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'area_total', 'declarative', 'missing', null, null,
    'error', true, false, 'zone_manager', '{field}: не заполнено', '{field}: not filled in', null, 15),
('house_management_company_missing', 'Не заполнено: {field}', 'Not filled in: {field}', 'management_company', 'declarative',
    'missing', null, null, 'error', true, false, 'supervisor', '{field}: не заполнено', '{field}: not filled in', null, 16),
('house_entrances_none', 'Подъездов 0', 'No entrances', 'entrances_count', 'declarative', '=', null, '0',
    'error', false, true, 'zone_manager', 'Подъездов 0: дома без подъезда не бывает', '0 entrances: every house has one', null, 20),
('house_floors_swapped', 'Наименьшее число этажей больше наибольшего', 'Fewest floors above most floors', 'floors_min',
    'declarative', '>', 'floors_max', null, 'error', false, true, 'zone_manager', 'Этажей от {value} до {other}: перепутаны',
    'Floors from {value} to {other}: swapped', null, 21),
('house_floors_implausible', 'Слишком много этажей', 'Too many floors', 'floors_max', 'declarative', '>', null, '60',
    'warning', false, false, 'zone_manager', 'Этажей {value}: проверьте, не опечатка ли', '{value} floors: a slip of the pen?', null, 22),
('house_area_living_above', 'Жилых помещений больше общей площади', 'Living premises above the total area', 'area_living',
    'declarative', '>', 'area_total', null, 'error', false, false, 'zone_manager',
    'Площадь жилых {value} больше общей {other}', 'Living area {value} is above the total {other}', null, 23),
('house_exploitation_before_built', 'Введён раньше, чем построен', 'Put into use before it was built', 'exploitation_year',
    'declarative', '<', 'built_year', null, 'error', false, false, 'zone_manager',
    'Год ввода {value} раньше года постройки {other}', 'Put into use in {value}, built in {other}', null, 24);

insert into estate.check_rules (
    rule, title, title_en, attribute, kind, predicate, value_sql, other_sql, severity, blocks_plan, owner, message, message_en,
    ground, position
) values
('house_rooms_sum', 'Помещения не сходятся', 'Premises do not add up', 'premises_count', 'sql',
    'h.premises_count <> h.living_count + h.non_living_count', null, 'h.living_count + h.non_living_count', 'error', false,
    'zone_manager', 'Помещений {value}, а жилых и нежилых вместе {other}',
    '{value} premises, but living and non-living make {other}', null, 30),
('house_address_twice', 'Лишний дом с тем же адресом', 'Surplus house of the same address', 'number', 'sql',
    'h.same_written_position > 1', 'h.street || '', '' || h.number', 'h.same_address', 'error', true, 'supervisor',
    'Домов с адресом «{value}»: {other}. Этот лишний', 'Houses of the address “{value}”: {other}. This one is surplus', null, 31),
('house_address_alike', 'Тот же адрес, записанный иначе', 'The same address written otherwise', 'number', 'sql',
    'h.same_address_position > 1 and h.same_written_position = 1', 'h.address', null, 'warning', false, 'supervisor',
    'Похоже на другой дом с этим адресом, записанным иначе: «{value}»', 'Looks like another house of this address, written otherwise: “{value}”',
    null, 31),
('house_area_parts_above', 'Части больше общей площади', 'Parts above the total area', 'area_total', 'sql',
    'h.area_living <= h.area_total and h.area_living + h.area_non_living > h.area_total', null,
    'h.area_living + h.area_non_living', 'error', false, 'zone_manager',
    'Общая площадь {value}, а жилых и нежилых вместе {other}', 'Total area {value}, living and non-living make {other}', null, 32),
('house_built_in_future', 'Построен в будущем', 'Built in the future', 'built_year', 'sql',
    'h.built_year > extract(year from lib.moment())', null, null, 'error', false, 'zone_manager',
    'Год постройки {value} ещё не наступил', 'The year {value} has not come yet', null, 33),
('house_lifts_none', 'Высокий дом без лифтов', 'High house without lifts', 'elevators_count', 'sql',
    'h.floors_max >= 6 and coalesce(h."values" ->> ''elevators_count'', ''0'') = ''0''', null, 'h.floors_max', 'warning', false,
    'zone_manager', 'Этажей {other}, а лифтов в паспорте нет', '{other} floors, but no lifts in the passport',
    'СП 54.13330: лифты от шестого этажа', 34),
('house_entrances_rows', 'Подъезды не заведены', 'Entrances not entered', 'entrances_count', 'sql',
    'h.entrances_count > 0 and h.entrances_count <> (select count(*) from estate.entrances as e where e.house_id = h.house_id)',
    null, '(select count(*) from estate.entrances as e where e.house_id = h.house_id)', 'warning', false, 'zone_manager',
    'Подъездов в паспорте {value}, в учёте {other}', '{value} entrances in the passport, {other} in the books', null, 35),
('house_premises_rows', 'Помещения заведены не все', 'Not all premises entered', 'premises_count', 'sql',
    'h.premises_count <> (select nullif(count(*), 0) from estate.premises as p where p.house_id = h.house_id)',
    null, '(select count(*) from estate.premises as p where p.house_id = h.house_id)', 'warning', false, 'zone_manager',
    'Помещений в паспорте {value}, в учёте {other}', '{value} premises in the passport, {other} in the books', null, 36);

-- entrances and premises against the passport of their house
insert into estate.check_rules (
    rule, title, title_en, object_type, attribute, kind, predicate, other_sql, severity, owner, message, message_en, position
) values
('entrance_floors_above_house', 'В подъезде этажей больше, чем в доме', 'More floors in the entrance than in the house', 'entrance', 'floors', 'sql',
    'h.floors > h.house_floors_max', 'h.house_floors_max', 'warning', 'zone_manager',
    'Этажей в подъезде {value}, а в доме не больше {other}', '{value} floors in the entrance, {other} at most in the house', 37),
('premise_floor_above_house', 'Этаж выше дома', 'Floor above the house', 'premise', 'floor', 'sql',
    'h.floor > h.house_floors_max', 'h.house_floors_max', 'error', 'zone_manager',
    'Этаж {value}, а в доме их {other}', 'Floor {value}, the house has {other}', 38),
('premise_area_above_house', 'Помещение больше дома', 'Premise larger than the house', 'premise', 'area', 'sql',
    'h.area > h.house_area_total', 'h.house_area_total', 'error', 'zone_manager',
    'Площадь {value} м², а всего дома {other} м²', 'Area {value} m², the whole house {other} m²', 39);

-- objects: terms that have passed
insert into estate.check_rules (
    rule, title, title_en, object_type, attribute, kind, predicate, value_sql, severity, owner, message, message_en, ground,
    position
)
select r.rule, r.title, r.title_en, r.object_type, r.attribute, 'sql', r.predicate, r.value_sql, r.severity, 'zone_manager',
    r.message, r.message_en, r.ground, 60 + (row_number() over ())::integer
from (values
('house_meter_verification_over', 'Поверка прошла', 'Verification over', 'house_meter', 'verified_until',
    'estate.fact_date(h."values", ''verified_until'') < lib.moment()::date', null::text, 'error',
    'Поверка прошла {value}', 'Verification ended on {value}', 'ФЗ-102, ст. 13'),
('gas_equipment_contract_over', 'Договор на газ кончился', 'Gas contract over', 'gas_equipment', 'contract_until',
    'estate.fact_date(h."values", ''contract_until'') < lib.moment()::date', null, 'error',
    'Договор на обслуживание газа кончился {value}', 'The gas service contract ended on {value}', 'ПП РФ № 410'),
('lift_examination_over', 'Лифт давно не освидетельствован', 'Lift not examined for a year', 'lift', 'examined_on',
    'estate.fact_date(h."values", ''examined_on'') + interval ''12 months'' < lib.moment()::date', null, 'error',
    'Последнее освидетельствование {value}: больше года назад', 'Last examination on {value}: over a year ago', 'ПП РФ № 1744'),
('lift_life_over', 'Лифт отслужил', 'Lift past its life', 'lift', 'life_until',
    'coalesce(estate.fact_number(h."values", ''life_until''), estate.fact_number(h."values", ''year'') + 25,
        extract(year from h.installed_on) + 25) < extract(year from lib.moment())',
    'coalesce(estate.fact_number(h."values", ''life_until''), estate.fact_number(h."values", ''year'') + 25,
        extract(year from h.installed_on) + 25)', 'warning',
    'Срок службы вышел в {value}', 'Its life ended in {value}', 'ТР ТС 011/2011: 25 лет')
) as r (rule, title, title_en, object_type, attribute, predicate, value_sql, severity, message, message_en, ground)
where exists (
    select from estate.attributes as a where a.object_type = r.object_type and a.code = r.attribute
);

insert into cabinet.schedules (job, title, function_name, every, next_at) values
('objects_check', 'Проверить данные домов и сказать ответственным', 'estate.check_nightly', '1 day',
    date_trunc('day', now()) + interval '46 hours');

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('check_office', 'Новые замечания к данным домов', 'New findings in house data', false, true, 'finding', 'clipboard-check'),
('check_manager', 'Новые замечания к данным домов', 'New findings in house data', false, true, 'finding', 'clipboard-check'),
('check_operator', 'Новые замечания к данным домов', 'New findings in house data', false, true, 'finding', 'clipboard-check');
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('check_office', 'person', '{bell}', '/supervisor/check', true),
('check_manager', 'person', '{bell}', '/manager/check', true),
('check_operator', 'person', '{bell}', '/operator/check', true);
