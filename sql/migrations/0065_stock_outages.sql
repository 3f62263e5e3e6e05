-- Stock rows of outages: utilities and their limits by law, which service speaks of which, kinds of events, jobs.

insert into estate.utilities (
    utility, title, title_en, said, said_en, planned_said, planned_said_en, back_said, back_said_en, icon, advice, advice_en,
    position
) values
(
    'cold_water', 'Холодная вода', 'Cold water', 'Нет холодной воды', 'No cold water', 'не будет холодной воды',
    'there will be no cold water', 'Холодная вода снова есть', 'Cold water is back', 'droplet', 'Закройте краны.',
    'Turn the taps off.', 10
),
(
    'hot_water', 'Горячая вода', 'Hot water', 'Нет горячей воды', 'No hot water', 'не будет горячей воды',
    'there will be no hot water', 'Горячая вода снова есть', 'Hot water is back', 'thermometer-half', 'Закройте краны.',
    'Turn the taps off.', 20
),
(
    'heating', 'Отопление', 'Heating', 'Нет отопления', 'No heating', 'не будет отопления', 'there will be no heating',
    'Отопление снова есть', 'Heating is back', 'thermometer-snow', 'Краны на батареях оставьте открытыми.',
    'Leave the radiator valves open.', 30
),
(
    'electricity', 'Электричество', 'Electricity', 'Нет света', 'No electricity', 'не будет света',
    'there will be no electricity', 'Свет снова есть', 'Electricity is back', 'lightning-charge',
    'Выключите приборы из розеток, лифтом не пользуйтесь.', 'Unplug your appliances and do not use the lift.', 40
),
(
    'gas', 'Газ', 'Gas', 'Нет газа', 'No gas', 'не будет газа', 'there will be no gas', 'Газ снова есть', 'Gas is back',
    'fire', 'Закройте краны плиты. Запах газа: выйдите и звоните 104.', 'Close the stove taps. Smell of gas: leave and call 104.', 50
),
(
    'sewerage', 'Канализация', 'Sewerage', 'Не работает канализация', 'The drains do not work', 'не будет работать канализация',
    'the drains will not work', 'Канализация снова работает', 'The drains work again', 'arrow-down-circle',
    'Не сливайте воду.', 'Do not run water.', 60
),
(
    'lift', 'Лифт', 'Lift', 'Не работает лифт', 'The lift does not work', 'не будет работать лифт', 'the lift will not work',
    'Лифт снова работает', 'The lift works again', 'arrow-down-up', 'Пользуйтесь лестницей. Нужна помощь с подъёмом: позвоните нам.',
    'Please take the stairs. Call us if you need help.', 70
),
(
    'waste', 'Вывоз мусора', 'Waste', 'Не вывезли мусор', 'Waste was not collected', 'не будут вывозить мусор',
    'waste will not be collected', 'Мусор вывезли', 'Waste has been collected', 'trash', null, null, 80
);

-- Правила № 354 (ПП РФ 06.05.2011), приложение № 1 and п. 117 «б»
insert into estate.utility_limits (utility, during, month_hours, once_hours, notice_working_days, ground, ground_en)
select l.utility, '[2012-09-01,)', l.month_hours, l.once_hours, 10, 'Правила № 354, приложение № 1, ' || l.point, 'Rules No. 354, annex 1, ' || l.point
from (values
('cold_water', 8, 4, 'п. 1'), ('hot_water', 8, 4, 'п. 4'), ('sewerage', 8, 4, 'п. 8'), ('electricity', 24, 24, 'п. 9'),
('gas', 4, 4, 'п. 10'), ('heating', 24, 16, 'п. 15'), ('waste', 72, 48, 'п. 17')
) as l (utility, month_hours, once_hours, point);

update desk.services as s
set utility = v.utility
from (values
('no_hot_water', 'hot_water'), ('no_cold_water', 'cold_water'), ('weak_pressure', 'cold_water'),
('water_quality', 'cold_water'), ('pipe_accident', 'cold_water'), ('no_power', 'electricity'),
('stair_light', 'electricity'), ('cold_radiators', 'heating'), ('towel_rail', 'hot_water'), ('sewer_block', 'sewerage'),
('lift_stopped', 'lift')
) as v (code, utility)
where s.code = v.code;

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('outage_emergency', 'Авария в доме', 'Emergency in the house', true, false, 'outage', 'exclamation-triangle-fill'),
('outage_planned', 'Плановое отключение', 'Planned outage', false, true, 'outage', 'calendar-event'),
('outage_overdue', 'Срок отключения вышел', 'An outage is past its end', true, false, 'outage', 'alarm'),
('order_outage_over', 'Отключение закончено', 'The outage is over', false, true, 'order', 'check-circle');

insert into talk.event_recipients (kind, audience, channels, page, himself) values
('outage_emergency', 'affected', '{bell,email}', '/resident/outage?outage={id}', true),
('outage_planned', 'affected', '{bell,email}', '/resident/outage?outage={id}', true),
('outage_overdue', 'person', '{bell,email}', '/{cabinet}/outage?outage={id}', true),
('outage_overdue', 'operators', '{bell}', '/operator/outage?outage={id}', true),
('order_outage_over', 'resident', '{bell}', '/resident/order?order={id}', true);

insert into cabinet.schedules (job, title, function_name, every) values
('outages_overdue', 'Напомнить об отключениях, срок которых вышел', 'talk.outages_overdue', '1 minute'),
('outage_drafts', 'Убрать черновики отключений старше 30 дней', 'talk.outage_drafts_clean', '1 day');
