-- Norms of preventive works with their law, checklists with the orders that defects make, jobs and events of the plan.

insert into estate.object_types (object_type, title, title_en, level, icon, counted_by, position) values
('lift', 'Лифт', 'Lift', 'entrance', 'arrow-down-up', 'elevators_count', 10)
on conflict (object_type) do nothing;

insert into upkeep.checklists (code, title, title_en) values
('common_inspection', 'Общий осмотр дома', 'General inspection of the house'),
('roof', 'Кровля и водостоки', 'Roof and gutters'),
('attic_basement', 'Чердак и подвал', 'Attic and basement'),
('heating', 'Отопление и тепловой узел', 'Heating and the heating unit'),
('water', 'Водоснабжение и канализация', 'Water supply and sewerage'),
('electricity', 'ВРУ и электрощиты', 'Main switchboard and panels'),
('lift', 'Лифт', 'Lift'),
('ventilation', 'Вентиляция и дымоходы', 'Ventilation and flues'),
('fire', 'Пожарная безопасность', 'Fire safety'),
('playground', 'Детская площадка', 'Playground'),
('entrance', 'Места общего пользования', 'Common parts');

insert into upkeep.checklist_points (checklist_id, position, title, title_en, photo, service_id)
select c.checklist_id, p.position, p.title, p.title_en, p.photo, s.service_id
from (values
('common_inspection', 10, 'Фундамент и отмостка: трещины, просадки', 'Foundation and blind area: cracks, settling', true, 'facade'),
('common_inspection', 20, 'Стены и фасад: трещины, отслоения', 'Walls and facade: cracks, peeling', true, 'facade'),
('common_inspection', 30, 'Балконы и козырьки', 'Balconies and canopies', true, 'facade'),
('common_inspection', 40, 'Кровля и водостоки', 'Roof and gutters', true, 'gutter'),
('common_inspection', 50, 'Подвал: вода, запах, доступ', 'Basement: water, smell, access', true, 'basement_water'),
('common_inspection', 60, 'Лестницы, окна и двери подъездов', 'Stairs, windows and entrance doors', false, 'entrance_door'),
('common_inspection', 70, 'Свет в подъездах', 'Light on the stairs', false, 'stair_light'),
('common_inspection', 80, 'Двор: люки, площадки, деревья', 'Yard: hatches, grounds, trees', true, 'trees'),
('roof', 10, 'Покрытие: протечки, разрывы', 'Covering: leaks, tears', true, 'roof_leak'),
('roof', 20, 'Воронки и водостоки чистые', 'Funnels and gutters are clean', true, 'gutter'),
('roof', 30, 'Ограждение и выход на крышу', 'Railing and hatch', true, 'roof_leak'),
('attic_basement', 10, 'Температура и влажность', 'Temperature and humidity', false, 'basement_smell'),
('attic_basement', 20, 'Трубы сухие, изоляция цела', 'Pipes are dry, insulation is whole', true, 'basement_water'),
('attic_basement', 30, 'Продухи открыты, дверь закрыта', 'Vents are open, the door is locked', false, 'basement_smell'),
('heating', 10, 'Давление держится', 'Pressure holds', true, 'house_heating'),
('heating', 20, 'Арматура и насосы без течи', 'Valves and pumps do not leak', true, 'house_heating'),
('heating', 30, 'Манометры и термометры поверены', 'Gauges are verified', false, 'house_heating'),
('water', 10, 'Стояки и лежаки без течи', 'Risers and mains do not leak', true, 'basement_water'),
('water', 20, 'Задвижки закрываются', 'Gate valves close', false, 'basement_water'),
('water', 30, 'Выпуски канализации чистые', 'Sewer outlets are clear', true, 'basement_smell'),
('electricity', 10, 'Контакты подтянуты, нагрева нет', 'Contacts are tight, nothing is hot', true, 'house_power'),
('electricity', 20, 'Щиты закрыты, схемы на месте', 'Panels are locked, diagrams in place', false, 'panel_sparks'),
('electricity', 30, 'Заземление цело', 'Earthing is whole', true, 'house_power'),
('lift', 10, 'Двери и кабина', 'Doors and car', true, 'lift_noise'),
('lift', 20, 'Точность остановки', 'Levelling', false, 'lift_noise'),
('lift', 30, 'Кнопки и свет', 'Buttons and light', false, 'lift_button'),
('lift', 40, 'Связь с диспетчером', 'Link with the dispatcher', false, 'lift_link'),
('ventilation', 10, 'Тяга в каналах', 'Draught in the ducts', false, 'basement_smell'),
('ventilation', 20, 'Оголовки на крыше целы', 'Heads on the roof are whole', true, 'roof_leak'),
('fire', 10, 'Сигнализация срабатывает', 'The alarm works', false, 'house_power'),
('fire', 20, 'Пути выхода свободны', 'Escape routes are free', true, 'entrance_dirty'),
('fire', 30, 'Краны, рукава, огнетушители на месте', 'Taps, hoses, extinguishers in place', true, 'basement_water'),
('playground', 10, 'Качели и горки закреплены', 'Swings and slides are fixed', true, 'playground'),
('playground', 20, 'Острых краёв и торчащих деталей нет', 'No sharp edges or sticking parts', true, 'playground'),
('playground', 30, 'Покрытие ровное', 'The surface is even', true, 'playground'),
('entrance', 10, 'Свет горит на всех этажах', 'Light on every floor', false, 'stair_light'),
('entrance', 20, 'Окна и двери целы', 'Windows and doors are whole', true, 'window_broken'),
('entrance', 30, 'Чисто', 'Clean', false, 'entrance_dirty')
) as p (checklist, position, title, title_en, photo, service)
join upkeep.checklists as c on c.code = p.checklist
left join desk.services as s on s.code = p.service;

-- Frequencies and seasons: ПП РФ 03.04.2013 № 290 (minimum list), ПП № 491, Госстрой 27.09.2003 № 170, ПП № 410, ПП № 1479,
-- ПП № 743 (lifts). What is done daily, weekly or by need is here too, switched off: rounds, not planned works.
insert into upkeep.norms (
    code, title, title_en, object_type, conditions, specialization, times, per_months, months, planned_minutes,
    people_count, checklist_id, ground, ground_en, active, position
)
select
    n.code, n.title, n.title_en, n.object_type, n.conditions::jsonb, n.specialization, n.times, n.per_months,
    coalesce(n.months, '{1,2,3,4,5,6,7,8,9,10,11,12}')::smallint[], n.minutes, n.people, c.checklist_id, n.ground,
    n.ground_en, n.active, n.place::integer * 10
from (select v.*, row_number() over () as place from (values
('insp_spring', 'Весенний общий осмотр', 'Spring inspection', 'house', '[]', 'general', 1, 12, '{4,5}', 120, 2,
    'common_inspection', 'Госстрой № 170, п. 2.1', 'Gosstroy No. 170, 2.1', true),
('insp_autumn', 'Осенний осмотр: готовность к зиме', 'Autumn inspection: ready for winter', 'house', '[]', 'general', 1, 12,
    '{9}', 120, 2, 'common_inspection', 'Госстрой № 170, п. 2.1', 'Gosstroy No. 170, 2.1', true),
('insp_extra', 'Внеочередной осмотр после аварии', 'Extraordinary inspection after an accident', 'house', '[]', 'general', 1, 12,
    null, 90, 2, 'common_inspection', 'Госстрой № 170, п. 2.1: в течение суток', 'Gosstroy No. 170, 2.1: within a day', false),
('roof_insp', 'Осмотр кровли', 'Roof inspection', 'house', '[]', 'roofer', 2, 12, '{4,5,9,10}', 60, 2, 'roof',
    'ПП № 290, п. 7', 'Decree No. 290, 7', true),
('roof_clean', 'Очистка кровли от мусора и листьев', 'Clearing the roof of litter and leaves', 'house', '[]', 'roofer', 2, 12,
    '{4,5,10,11}', 90, 2, 'roof', 'Госстрой № 170, п. 4.6.1', 'Gosstroy No. 170, 4.6.1', true),
('roof_snow', 'Сброс снега, наледи и сосулек', 'Snow, ice and icicles off the roof', 'house', '[]', 'roofer', 30, 12,
    '{11,12,1,2,3}', 90, 2, null, 'ПП № 290, п. 7: по мере надобности', 'Decree No. 290, 7: by need', false),
('attic_basement', 'Осмотр чердаков и подвалов', 'Attics and basements', 'house', '[]', 'plumber', 2, 12, '{4,5,9,10}', 60, 1,
    'attic_basement', 'ПП № 290, п. 2', 'Decree No. 290, 2', true),
('attic_winter', 'Чердаки и подвалы: температура и влажность', 'Attics and basements: temperature, humidity', 'house', '[]',
    'plumber', 4, 12, '{12,1,2,3}', 30, 1, 'attic_basement', 'ПП № 290, п. 2', 'Decree No. 290, 2', true),
('facade', 'Осмотр фасадов, балконов и козырьков', 'Facades, balconies and canopies', 'house', '[]', 'general', 2, 12,
    '{4,5,9,10}', 60, 1, 'common_inspection', 'ПП № 290, п. 9', 'Decree No. 290, 9', true),
('heat_flush', 'Промывка системы отопления', 'Flushing of the heating', 'house',
    '[{"attribute":"heating_type","operator":"=","value":"central;itp;boiler"}]', 'heating', 1, 12, '{5,6,7,8}', 240, 2, 'heating',
    'ПП № 290, п. 19', 'Decree No. 290, 19', true),
('heat_press', 'Гидравлические испытания отопления', 'Pressure test of the heating', 'house',
    '[{"attribute":"heating_type","operator":"=","value":"central;itp;boiler"}]', 'heating', 1, 12, '{5,6,7,8}', 180, 2, 'heating',
    'ПП № 290, п. 19', 'Decree No. 290, 19', true),
('heat_passport', 'Паспорт готовности к отопительному периоду', 'Certificate of readiness for heating', 'house',
    '[{"attribute":"heating_type","operator":"=","value":"central;itp;boiler"}]', 'heating', 1, 12, '{8}', 60, 1, null,
    'Правила готовности к отопительному периоду: до 15 сентября', 'Rules of readiness for heating: by 15 September', true),
('heat_valves', 'Ревизия арматуры и элеваторных узлов', 'Overhaul of valves and heating units', 'house',
    '[{"attribute":"heating_type","operator":"=","value":"central;itp;boiler"}]', 'heating', 1, 12, '{6,7,8}', 120, 1, 'heating',
    'ПП № 290, п. 17', 'Decree No. 290, 17', true),
('itp_check', 'Проверка теплового пункта', 'Check of the heating unit', 'house',
    '[{"attribute":"heating_type","operator":"=","value":"itp"}]', 'heating', 12, 12, null, 45, 1, 'heating',
    'ПП № 290, п. 17', 'Decree No. 290, 17', true),
('water_sewer', 'Осмотр водопровода и канализации', 'Water supply and sewerage', 'house', '[]', 'plumber', 2, 12, '{4,5,9,10}', 60,
    1, 'water', 'ПП № 290, п. 18', 'Decree No. 290, 18', true),
('sewer_flush', 'Прочистка лежаков канализации', 'Clearing of sewer mains', 'house',
    '[{"attribute":"sewerage_type","operator":"<>","value":"none"}]', 'plumber', 1, 12, '{5,6,7,8,9}', 120, 1, 'water',
    'ПП № 290, п. 18', 'Decree No. 290, 18', true),
('el_insp', 'Осмотр ВРУ и щитов', 'Main switchboards and panels', 'house', '[]', 'electrician', 2, 12, '{3,4,9,10}', 60, 1,
    'electricity', 'ПП № 290, п. 20', 'Decree No. 290, 20', true),
('el_panels', 'Этажные щитки: подтяжка контактов', 'Floor panels: tightening of contacts', 'house', '[]', 'electrician', 1, 12,
    null, 120, 1, 'electricity', 'ПП № 290, п. 20', 'Decree No. 290, 20', true),
('el_insul', 'Замер сопротивления изоляции и заземления', 'Insulation and earthing measurements', 'house', '[]', 'electrician', 1,
    36, null, 180, 2, 'electricity', 'ПП № 290, п. 20: раз в 3 года', 'Decree No. 290, 20: once in 3 years', true),
('light', 'Лампы мест общего пользования', 'Lamps of common parts', 'house', '[]', 'electrician', 12, 12, null, 30, 1,
    'entrance', 'Госстрой № 170, п. 5.6', 'Gosstroy No. 170, 5.6', true),
('lift_to', 'Техническое обслуживание лифта', 'Maintenance of the lift', 'lift', '[]', 'lift_mechanic', 12, 12, null, 60, 1,
    'lift', 'ПП № 743, ПП № 290, п. 22', 'Decrees No. 743 and 290, 22', true),
('lift_cert', 'Техническое освидетельствование лифта', 'Technical certification of the lift', 'lift', '[]', 'lift_mechanic', 1,
    12, null, 120, 2, 'lift', 'ПП № 1744: раз в 12 месяцев', 'Decree No. 1744: every 12 months', true),
('vent', 'Проверка вентканалов и дымоходов', 'Ventilation ducts and flues', 'house', '[]', 'general', 3, 12, '{1,4,9}', 90, 1,
    'ventilation', 'ПП № 410, п. 12: трижды в год', 'Decree No. 410, 12: three times a year', true),
('gas_diagnosis', 'Диагностика внутридомового газопровода', 'Diagnostics of the gas pipeline in the house', 'house',
    '[{"attribute":"gas_type","operator":"<>","value":"none"}]', 'general', 1, 60, null, 240, 1, null,
    'ПП № 410, приказ Ростехнадзора № 613: после 30 лет, дальше по заключению',
    'Decree No. 410, Rostekhnadzor order No. 613: after 30 years, then by the conclusion', true),
('gas_vdgo', 'Техобслуживание газового оборудования', 'Maintenance of gas equipment', 'house',
    '[{"attribute":"gas_type","operator":"<>","value":"none"}]', 'general', 1, 12, null, 180, 2, null,
    'ПП № 410: раз в год по договору', 'Decree No. 410: once a year by contract', true),
('fire_aps', 'Проверка пожарной сигнализации', 'Fire alarm check', 'house',
    '[{"attribute":"firefighting_type","operator":"=","value":"automatic"}]', 'electrician', 12, 12, null, 45, 1, 'fire',
    'ПП № 1479, п. 54', 'Decree No. 1479, 54', true),
('fire_water', 'Проверка пожарного водопровода', 'Fire water supply check', 'house',
    '[{"attribute":"firefighting_type","operator":"<>","value":"none"}]', 'plumber', 2, 12, '{4,5,9,10}', 60, 1, 'fire',
    'ПП № 1479, п. 48', 'Decree No. 1479, 48', true),
('fire_hose', 'Перекатка рукавов и огнетушители', 'Fire hoses and extinguishers', 'house',
    '[{"attribute":"firefighting_type","operator":"<>","value":"none"}]', 'plumber', 1, 12, '{6,7}', 60, 1, 'fire',
    'ПП № 1479, п. 50, 60', 'Decree No. 1479, 50, 60', true),
('chute_insp', 'Осмотр мусоропровода', 'Refuse chute inspection', 'house',
    '[{"attribute":"chute_type","operator":"<>","value":"none"}]', 'cleaner', 24, 12, null, 15, 1, null,
    'Госстрой № 170, п. 5.9: дважды в месяц', 'Gosstroy No. 170, 5.9: twice a month', true),
('chute_room', 'Уборка мусороприёмной камеры', 'Cleaning of the refuse chamber', 'house',
    '[{"attribute":"chute_type","operator":"<>","value":"none"}]', 'cleaner', 365, 12, null, 15, 1, null,
    'Госстрой № 170, п. 5.9: ежедневно', 'Gosstroy No. 170, 5.9: daily', false),
('chute_clean', 'Дезинфекция мусоропровода', 'Disinfection of the chute', 'house',
    '[{"attribute":"chute_type","operator":"<>","value":"none"}]', 'cleaner', 12, 12, null, 60, 1, null,
    'Госстрой № 170, п. 5.9', 'Gosstroy No. 170, 5.9', true),
('pest', 'Дератизация и дезинсекция', 'Pest control', 'house', '[]', 'cleaner', 4, 12, null, 45, 1, null, 'ПП № 290, п. 23',
    'Decree No. 290, 23', true),
('meter_read', 'Снятие показаний общедомовых счётчиков', 'Readings of house meters', 'house', '[]', 'plumber', 12, 12, null, 15,
    1, null, 'ПП № 354, п. 31', 'Decree No. 354, 31', true),
('meter_verify_heat', 'Поверка общедомового счётчика тепла', 'Verification of the heat meter of the house', 'house_meter',
    '[{"attribute":"utility","operator":"=","value":"heat"}]', 'heating', 1, 48, null, 120, 1, null,
    'ФЗ-102, ст. 13: по интервалу счётчика; доказывает запись в ФГИС «Аршин»',
    'Law FZ-102, art. 13: by the interval of the meter; proved by the record in FGIS Arshin', true),
('meter_verify_water', 'Поверка общедомового счётчика воды или газа', 'Verification of the water or gas meter of the house', 'house_meter',
    '[{"attribute":"utility","operator":"=","value":"cold_water;hot_water;gas"}]', 'plumber', 1, 72, null, 90, 1, null,
    'ФЗ-102, ст. 13: по интервалу счётчика; доказывает запись в ФГИС «Аршин»',
    'Law FZ-102, art. 13: by the interval of the meter; proved by the record in FGIS Arshin', true),
('meter_verify_power', 'Поверка общедомового счётчика электричества', 'Verification of the electricity meter of the house', 'house_meter',
    '[{"attribute":"utility","operator":"=","value":"electricity"}]', 'electrician', 1, 192, null, 60, 1, null,
    'ФЗ-102, ст. 13: по интервалу счётчика; доказывает запись в ФГИС «Аршин»',
    'Law FZ-102, art. 13: by the interval of the meter; proved by the record in FGIS Arshin', true),
('clean_low', 'Влажное подметание нижних этажей', 'Wet sweeping of lower floors', 'house', '[]', 'cleaner', 365, 12, null, 30, 1,
    null, 'Госстрой № 170, п. 4.8.14: ежедневно', 'Gosstroy No. 170, 4.8.14: daily', false),
('clean_high', 'Влажное подметание верхних этажей', 'Wet sweeping of upper floors', 'house', '[]', 'cleaner', 52, 12, null, 45, 1,
    null, 'Госстрой № 170, п. 4.8.14: раз в неделю', 'Gosstroy No. 170, 4.8.14: weekly', false),
('wash', 'Мытьё лестниц', 'Washing of stairs', 'house', '[]', 'cleaner', 12, 12, null, 120, 1, 'entrance',
    'Госстрой № 170, п. 4.8.14', 'Gosstroy No. 170, 4.8.14', true),
('wash_windows', 'Мытьё окон и стен подъездов', 'Washing of windows and walls', 'house', '[]', 'cleaner', 2, 12, '{4,5,9,10}', 180,
    1, null, 'Госстрой № 170, п. 4.8.14', 'Gosstroy No. 170, 4.8.14', true),
('yard', 'Подметание двора', 'Sweeping of the yard', 'house', '[]', 'cleaner', 365, 12, null, 60, 1, null,
    'ПП № 290, п. 24: ежедневно', 'Decree No. 290, 24: daily', false),
('yard_snow', 'Уборка снега и наледи во дворе', 'Snow and ice in the yard', 'house', '[]', 'cleaner', 60, 12, '{11,12,1,2,3}', 60, 1, null,
    'Госстрой № 170, п. 3.6: по мере выпадения', 'Gosstroy No. 170, 3.6: as it falls', false),
('lawn', 'Стрижка газона', 'Mowing of the lawn', 'house', '[]', 'cleaner', 2, 12, '{6,7,8}', 120, 1, null, 'ПП № 290, п. 25',
    'Decree No. 290, 25', true),
('playground_week', 'Детская площадка: еженедельный осмотр', 'Playground: weekly look', 'house',
    '[{"attribute":"playground","operator":"=","value":"true"}]', 'carpenter', 52, 12, null, 15, 1, 'playground',
    'ГОСТ Р 52301', 'State standard R 52301', false),
('playground', 'Детская площадка: основной осмотр', 'Playground: main inspection', 'house',
    '[{"attribute":"playground","operator":"=","value":"true"}]', 'carpenter', 1, 12, '{4,5}', 60, 1, 'playground',
    'ГОСТ Р 52301', 'State standard R 52301', true)
) as v (
    code, title, title_en, object_type, conditions, specialization, times, per_months, months, minutes, people, checklist,
    ground, ground_en, active
)) as n
left join upkeep.checklists as c on c.code = n.checklist;

-- What is due by a day of the passport: a lift a year after its last certification; a pipeline in the year in which it turns thirty, then
-- by the conclusion, five years where it says nothing; a meter before its verification ends, else by its own interval.
update upkeep.norms as n
set due = d.due::jsonb, lead_days = d.lead_days
from (values
    ('lift_cert', '{"from": ["examined_on"], "months": 12}', 60),
    ('gas_diagnosis', '{"on": "gas_diagnosed_until", "from": ["built_year", "exploitation_year"], "months": 360}', 364),
    ('meter_verify_heat', '{"on": "verified_until", "from": ["verified_on"], "every": "verification_years"}', 90),
    ('meter_verify_water', '{"on": "verified_until", "from": ["verified_on"], "every": "verification_years"}', 60),
    ('meter_verify_power', '{"on": "verified_until", "from": ["verified_on"], "every": "verification_years"}', 60)
) as d (code, due, lead_days)
where n.code = d.code;

insert into cabinet.schedules (job, title, function_name, every) values
('works_overdue', 'Напомнить о просроченных плановых работах', 'upkeep.works_overdue', '1 day');

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('work_overdue', 'Плановая работа просрочена', 'A planned work is overdue', false, true, 'work', 'calendar-x'),
('work_moved', 'Плановая работа перенесена', 'A planned work was moved', false, true, 'work', 'calendar-event'),
('plan_approved', 'План работ утверждён', 'The plan of works is approved', false, true, 'plan', 'calendar-check');
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('work_overdue', 'person', '{bell}', '/manager/task?work={id}', false),
('work_moved', 'person', '{bell}', '/manager/task?work={id}', false),
('plan_approved', 'person', '{bell}', '/manager/plan', false);
