-- Stock types of accounting objects with their fields as rows (domain 7.1); fields that follow from another one.

alter table estate.attributes add column follows text check (follows <> code);
alter table estate.attributes add column follows_by numeric;
alter table estate.attributes add constraint attributes_follows check ((follows is null) = (follows_by is null));
comment on column estate.attributes.follows is
'A year or number left empty is that of the field follows plus follows_by: a lift serves 25 years from its first one';

insert into estate.object_types (object_type, title, title_en, level, icon, counted_by, position) values
('lift', 'Лифт', 'Lift', 'entrance', 'arrow-down-up', 'elevators_count', 10),
('house_meter', 'Общедомовой счётчик', 'House meter', 'house', 'speedometer2', null, 20),
('heating_unit', 'Тепловой пункт', 'Heating unit', 'house', 'thermometer-half', null, 30),
('boiler', 'Котёл', 'Boiler', 'house', 'fire', null, 40),
('pump', 'Насос', 'Pump', 'house', 'water', null, 50),
('switchboard', 'Электрощит', 'Switchboard', 'entrance', 'lightning-charge', null, 60),
('gas_equipment', 'Газовое оборудование', 'Gas equipment', 'house', 'fire', null, 70),
('ventilation', 'Вентиляционные каналы', 'Ventilation ducts', 'house', 'wind', null, 80),
('fire_alarm', 'Пожарная сигнализация', 'Fire alarm', 'house', 'bell', null, 90),
('intercom', 'Домофон', 'Intercom', 'entrance', 'door-open', null, 100),
('chute', 'Мусоропровод', 'Refuse chute', 'entrance', 'trash', 'chute_count', 110),
('roof', 'Кровля', 'Roof', 'house', 'house', null, 120),
('facade', 'Фасад', 'Facade', 'house', 'building', null, 130),
('basement', 'Подвал', 'Basement', 'house', 'box', null, 140),
('playground', 'Детская площадка', 'Playground', 'house', 'balloon', null, 150),
('sports_ground', 'Спортивная площадка', 'Sports ground', 'house', 'trophy', null, 160);

insert into estate.attributes (
    object_type, code, attribute_group, title, title_en, kind, unit, required, minimum, maximum, in_list, position
)
select
    a.object_type, a.code, a.attribute_group, a.title, a.title_en, a.kind, a.unit, a.required, a.minimum, a.maximum,
    a.in_list, (row_number() over ())::integer * 10
from (values
('lift', 'number', 'technical', 'Номер', 'Number', 'text', null::text, true, null::numeric, null::numeric, true),
('lift', 'factory_number', 'technical', 'Заводской номер', 'Factory number', 'text', null, true, null, null, true),
('lift', 'maker', 'technical', 'Изготовитель', 'Maker', 'text', null, false, null, null, false),
('lift', 'year', 'technical', 'Год ввода', 'Year put into use', 'year', null, true, null, null, true),
('lift', 'life_until', 'technical', 'Срок службы до', 'Life ends in', 'year', null, false, 1900, 2200, true),
('lift', 'capacity', 'technical', 'Грузоподъёмность', 'Capacity', 'integer', 'кг', true, 50, 10000, true),
('lift', 'stops', 'technical', 'Остановок', 'Stops', 'integer', null, true, 2, 150, false),
('lift', 'speed', 'technical', 'Скорость', 'Speed', 'number', 'м/с', false, 0.1, 20, false),
('lift', 'examined_on', 'service', 'Последнее освидетельствование', 'Last examination', 'date', null, true, null, null, true),
('lift', 'contractor', 'service', 'Обслуживает', 'Serviced by', 'text', null, false, null, null, false),
('house_meter', 'utility', 'technical', 'Ресурс', 'Utility', 'option', null, true, null, null, true),
('house_meter', 'number', 'technical', 'Номер', 'Number', 'text', null, true, null, null, true),
('house_meter', 'model', 'technical', 'Модель', 'Model', 'text', null, false, null, null, false),
('house_meter', 'place', 'technical', 'Где стоит', 'Where it stands', 'text', null, false, null, null, false),
('house_meter', 'digits', 'technical', 'Цифр до запятой', 'Digits before the point', 'integer', null, false, 1, 12, false),
('house_meter', 'verified_on', 'service', 'Поверен', 'Verified on', 'date', null, false, null, null, false),
('house_meter', 'verification_years', 'service', 'Межповерочный интервал', 'Verification interval', 'number', 'лет', false, 0.5, 30, false),
('house_meter', 'verified_until', 'service', 'Поверка до', 'Verification until', 'date', null, true, null, null, true),
('heating_unit', 'scheme', 'technical', 'Схема', 'Scheme', 'option', null, true, null, null, true),
('heating_unit', 'load', 'technical', 'Тепловая нагрузка', 'Heat load', 'number', 'Гкал/ч', false, 0, 100, true),
('heating_unit', 'year', 'technical', 'Год ввода', 'Year put into use', 'year', null, false, null, null, false),
('heating_unit', 'place', 'technical', 'Где стоит', 'Where it stands', 'text', null, false, null, null, false),
('heating_unit', 'flushed_on', 'service', 'Последняя промывка', 'Last flushing', 'date', null, false, null, null, false),
('heating_unit', 'tested_on', 'service', 'Последняя опрессовка', 'Last pressure test', 'date', null, true, null, null, true),
('boiler', 'model', 'technical', 'Модель', 'Model', 'text', null, true, null, null, true),
('boiler', 'factory_number', 'technical', 'Заводской номер', 'Factory number', 'text', null, true, null, null, false),
('boiler', 'fuel', 'technical', 'Топливо', 'Fuel', 'option', null, true, null, null, true),
('boiler', 'power', 'technical', 'Мощность', 'Power', 'number', 'кВт', false, 0, 100000, true),
('boiler', 'year', 'technical', 'Год ввода', 'Year put into use', 'year', null, true, null, null, false),
('boiler', 'examined_on', 'service', 'Последнее освидетельствование', 'Last examination', 'date', null, true, null, null, true),
('pump', 'purpose', 'technical', 'Назначение', 'Purpose', 'option', null, true, null, null, true),
('pump', 'model', 'technical', 'Модель', 'Model', 'text', null, false, null, null, true),
('pump', 'power', 'technical', 'Мощность', 'Power', 'number', 'кВт', false, 0, 10000, false),
('pump', 'year', 'technical', 'Год ввода', 'Year put into use', 'year', null, false, null, null, false),
('pump', 'serviced_on', 'service', 'Последнее обслуживание', 'Last service', 'date', null, false, null, null, true),
('switchboard', 'kind', 'technical', 'Вид', 'Kind', 'option', null, true, null, null, true),
('switchboard', 'place', 'technical', 'Где стоит', 'Where it stands', 'text', null, true, null, null, true),
('switchboard', 'rated', 'technical', 'Номинальный ток', 'Rated current', 'integer', 'А', false, 1, 6300, false),
('switchboard', 'measured_on', 'service', 'Замер изоляции', 'Insulation measured on', 'date', null, false, null, null, true),
('gas_equipment', 'kind', 'technical', 'Вид', 'Kind', 'option', null, true, null, null, true),
('gas_equipment', 'place', 'technical', 'Где стоит', 'Where it stands', 'text', null, false, null, null, false),
('gas_equipment', 'contract', 'service', 'Договор на обслуживание', 'Service contract', 'text', null, true, null, null, false),
('gas_equipment', 'contract_until', 'service', 'Договор до', 'Contract until', 'date', null, true, null, null, true),
('gas_equipment', 'checked_on', 'service', 'Последнее обслуживание', 'Last service', 'date', null, true, null, null, true),
('ventilation', 'kind', 'technical', 'Вид', 'Kind', 'option', null, true, null, null, true),
('ventilation', 'channels', 'technical', 'Каналов', 'Ducts', 'integer', null, false, 1, 2000, true),
('ventilation', 'checked_on', 'service', 'Последняя проверка', 'Last check', 'date', null, true, null, null, true),
('fire_alarm', 'model', 'technical', 'Модель', 'Model', 'text', null, false, null, null, true),
('fire_alarm', 'detectors', 'technical', 'Извещателей', 'Detectors', 'integer', null, false, 1, 5000, false),
('fire_alarm', 'smoke_exhaust', 'technical', 'Дымоудаление', 'Smoke exhaust', 'boolean', null, false, null, null, false),
('fire_alarm', 'checked_on', 'service', 'Последняя проверка', 'Last check', 'date', null, true, null, null, true),
('fire_alarm', 'contractor', 'service', 'Обслуживает', 'Serviced by', 'text', null, false, null, null, false),
('intercom', 'maker', 'technical', 'Изготовитель', 'Maker', 'text', null, false, null, null, true),
('intercom', 'video', 'technical', 'С камерой', 'With a camera', 'boolean', null, false, null, null, true),
('intercom', 'contractor', 'service', 'Обслуживает', 'Serviced by', 'text', null, true, null, null, true),
('intercom', 'phone', 'service', 'Телефон обслуживания', 'Telephone of the service', 'text', null, false, null, null, false),
('chute', 'valves', 'technical', 'Загрузочных клапанов', 'Loading valves', 'integer', null, false, 1, 200, true),
('chute', 'open', 'technical', 'Работает', 'In use', 'boolean', null, true, null, null, true),
('chute', 'washed_on', 'service', 'Последняя мойка', 'Last washing', 'date', null, false, null, null, true),
('roof', 'shape', 'construction', 'Форма', 'Shape', 'option', null, true, null, null, true),
('roof', 'material', 'construction', 'Материал', 'Material', 'option', null, true, null, null, true),
('roof', 'area', 'construction', 'Площадь', 'Area', 'number', 'м²', true, 1, 100000, true),
('roof', 'repaired_year', 'service', 'Последний ремонт', 'Last repair', 'year', null, false, null, null, true),
('facade', 'finish', 'construction', 'Отделка', 'Finish', 'option', null, true, null, null, true),
('facade', 'insulated', 'construction', 'Утеплён', 'Insulated', 'boolean', null, false, null, null, false),
('facade', 'area', 'construction', 'Площадь', 'Area', 'number', 'м²', false, 1, 200000, true),
('facade', 'repaired_year', 'service', 'Последний ремонт', 'Last repair', 'year', null, false, null, null, true),
('basement', 'area', 'construction', 'Площадь', 'Area', 'number', 'м²', true, 1, 100000, true),
('basement', 'kind', 'construction', 'Вид', 'Kind', 'option', null, true, null, null, true),
('basement', 'inputs', 'systems', 'Что проходит', 'What runs through', 'options', null, false, null, null, false),
('basement', 'flooding', 'service', 'Подтапливается', 'Gets flooded', 'boolean', null, false, null, null, true),
('playground', 'area', 'construction', 'Площадь', 'Area', 'number', 'м²', false, 1, 100000, true),
('playground', 'surface', 'construction', 'Покрытие', 'Surface', 'option', null, true, null, null, true),
('playground', 'items', 'technical', 'Сооружений', 'Pieces of equipment', 'integer', null, false, 0, 200, false),
('playground', 'year', 'technical', 'Год постройки', 'Year built', 'year', null, false, null, null, false),
('playground', 'checked_on', 'service', 'Последний осмотр', 'Last inspection', 'date', null, true, null, null, true),
('sports_ground', 'kind', 'technical', 'Вид', 'Kind', 'option', null, true, null, null, true),
('sports_ground', 'area', 'construction', 'Площадь', 'Area', 'number', 'м²', false, 1, 100000, true),
('sports_ground', 'surface', 'construction', 'Покрытие', 'Surface', 'option', null, false, null, null, false),
('sports_ground', 'checked_on', 'service', 'Последний осмотр', 'Last inspection', 'date', null, true, null, null, true)
) as a (object_type, code, attribute_group, title, title_en, kind, unit, required, minimum, maximum, in_list);

update estate.attributes as a set unit_en = w.english
from (values
    ('м²', 'm²'), ('м³', 'm³'), ('кг', 'kg'), ('м/с', 'm/s'), ('кВт', 'kW'), ('Гкал/ч', 'Gcal/h'), ('А', 'A'), ('лет', 'years')
) as w (russian, english)
where a.unit = w.russian;

update estate.attributes set
    follows = 'year', follows_by = 25,
    help = 'Пусто: 25 лет от года ввода', help_en = 'Empty: 25 years from the year put into use'
where object_type = 'lift' and code = 'life_until';

insert into estate.attribute_options (attribute_id, code, title, title_en, words, position)
select a.attribute_id, o.code, o.title, o.title_en, o.words::text[], (row_number() over ())::integer
from (values
('house_meter', 'utility', 'heat', 'Тепло', 'Heat', '{Тепловая энергия,отопление}'),
('house_meter', 'utility', 'hot_water', 'Горячая вода', 'Hot water', '{ГВС}'),
('house_meter', 'utility', 'cold_water', 'Холодная вода', 'Cold water', '{ХВС}'),
('house_meter', 'utility', 'electricity', 'Электричество', 'Electricity', '{Электроэнергия}'),
('house_meter', 'utility', 'gas', 'Газ', 'Gas', '{}'),
('heating_unit', 'scheme', 'dependent', 'Зависимая', 'Dependent', '{}'),
('heating_unit', 'scheme', 'independent', 'Независимая', 'Independent', '{}'),
('boiler', 'fuel', 'gas', 'Газ', 'Gas', '{}'),
('boiler', 'fuel', 'coal', 'Уголь', 'Coal', '{}'),
('boiler', 'fuel', 'diesel', 'Дизель', 'Diesel', '{}'),
('boiler', 'fuel', 'electricity', 'Электричество', 'Electricity', '{}'),
('pump', 'purpose', 'cold_water', 'Холодная вода', 'Cold water', '{ХВС}'),
('pump', 'purpose', 'hot_water', 'Горячая вода', 'Hot water', '{ГВС}'),
('pump', 'purpose', 'heating', 'Отопление', 'Heating', '{}'),
('pump', 'purpose', 'fire', 'Пожаротушение', 'Fire fighting', '{}'),
('pump', 'purpose', 'drainage', 'Дренаж', 'Drainage', '{}'),
('switchboard', 'kind', 'input', 'Вводное устройство (ВРУ)', 'Input board', '{ВРУ}'),
('switchboard', 'kind', 'floor', 'Этажный щит', 'Floor board', '{ЩЭ}'),
('switchboard', 'kind', 'lift', 'Щит лифта', 'Lift board', '{}'),
('switchboard', 'kind', 'light', 'Щит освещения', 'Lighting board', '{}'),
('gas_equipment', 'kind', 'pipeline', 'Внутридомовой газопровод', 'House gas pipeline', '{ВДГО}'),
('gas_equipment', 'kind', 'cabinet', 'Шкафной пункт', 'Cabinet regulator', '{ШРП}'),
('gas_equipment', 'kind', 'tank', 'Газгольдер', 'Gas tank', '{}'),
('ventilation', 'kind', 'natural', 'Естественная', 'Natural', '{}'),
('ventilation', 'kind', 'forced', 'Принудительная', 'Forced', '{}'),
('ventilation', 'kind', 'smoke', 'Дымоходы', 'Flues', '{}'),
('roof', 'shape', 'flat', 'Плоская', 'Flat', '{}'),
('roof', 'shape', 'pitched', 'Скатная', 'Pitched', '{}'),
('roof', 'material', 'rolled', 'Рулонная', 'Rolled', '{Рубероид,мягкая}'),
('roof', 'material', 'metal', 'Металл', 'Metal', '{Профлист,металлочерепица}'),
('roof', 'material', 'slate', 'Шифер', 'Slate', '{}'),
('roof', 'material', 'membrane', 'Мембрана', 'Membrane', '{}'),
('facade', 'finish', 'none', 'Без отделки', 'None', '{}'),
('facade', 'finish', 'plaster', 'Штукатурка', 'Plaster', '{}'),
('facade', 'finish', 'tile', 'Плитка', 'Tile', '{}'),
('facade', 'finish', 'ventilated', 'Вентилируемый', 'Ventilated', '{}'),
('basement', 'kind', 'technical', 'Техническое подполье', 'Crawl space', '{}'),
('basement', 'kind', 'full', 'Подвал', 'Basement', '{}'),
('basement', 'kind', 'used', 'Подвал с помещениями', 'Basement with premises', '{}'),
('basement', 'inputs', 'heat', 'Тепло', 'Heat', '{}'),
('basement', 'inputs', 'water', 'Вода', 'Water', '{}'),
('basement', 'inputs', 'sewerage', 'Канализация', 'Sewerage', '{}'),
('basement', 'inputs', 'electricity', 'Электричество', 'Electricity', '{}'),
('basement', 'inputs', 'gas', 'Газ', 'Gas', '{}'),
('playground', 'surface', 'rubber', 'Резина', 'Rubber', '{}'),
('playground', 'surface', 'sand', 'Песок', 'Sand', '{}'),
('playground', 'surface', 'grass', 'Трава', 'Grass', '{}'),
('playground', 'surface', 'asphalt', 'Асфальт', 'Asphalt', '{}'),
('sports_ground', 'kind', 'football', 'Футбол', 'Football', '{}'),
('sports_ground', 'kind', 'basketball', 'Баскетбол', 'Basketball', '{}'),
('sports_ground', 'kind', 'workout', 'Воркаут', 'Workout', '{}'),
('sports_ground', 'kind', 'hockey', 'Хоккей', 'Hockey', '{}'),
('sports_ground', 'kind', 'mixed', 'Универсальная', 'For everything', '{}'),
('sports_ground', 'surface', 'rubber', 'Резина', 'Rubber', '{}'),
('sports_ground', 'surface', 'sand', 'Песок', 'Sand', '{}'),
('sports_ground', 'surface', 'grass', 'Трава', 'Grass', '{}'),
('sports_ground', 'surface', 'asphalt', 'Асфальт', 'Asphalt', '{}')
) as o (object_type, attribute, code, title, title_en, words)
join estate.attributes as a on a.object_type = o.object_type and a.code = o.attribute;

-- who manages a house reads the history of its data
create policy houses on cabinet.rule_changes for select to sees_houses
using (area = 'houses' and object_key = any(array(select v.id::text from people.visible_houses() as v (id))));
create policy objects on cabinet.rule_changes for select to sees_houses
using (area = 'objects' and object_key = any(array(
    select o.object_id::text from estate.objects as o
    where o.house_id = any(array(select v.id from people.visible_houses() as v (id)))
)));

-- residents see their own redevelopments, what happened to the house, and where its water is shut
create policy residents on estate.redevelopments for select to sees_premises
using (premise_id = any(array(select people.visible_premises())));
create policy residents on estate.emergencies for select to sees_premises
using (house_id = any(array(select people.visible_houses())));
