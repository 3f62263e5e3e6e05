-- Stock kinds of documents. Their templates: webapp/templates/documents/<kind>.html.

insert into cabinet.document_kinds (document_kind, title, title_en, function_name, object_key, page, large, position) values
('act', 'Акт выполненных работ', 'Certificate of completed work', 'desk.order_act_data', 'desk.work_reports.work_report_id',
    'A4', false, 10),
('dispute', 'Материалы по заявке', 'Everything about a request', 'desk.order_dispute_data', 'desk.orders.order_id', 'A4', false, 20),
('day_orders', 'Наряд на день', 'Work orders of a day', 'desk.day_orders_data', null, 'A4', false, 30),
('duty_roster', 'График дежурств', 'Duty roster', 'people.duty_month_data', null, 'A4 landscape', false, 40),
('notice', 'Объявление на подъезд', 'Notice for the entrance', 'talk.news_notice_data', 'talk.news.news_id', 'A4', true, 50),
('emergency_sheet', 'Аварийный лист дома', 'Emergency sheet of a house', 'estate.emergency_sheet_data', 'estate.houses.house_id',
    'A4', false, 60),
('outage_notice', 'Объявление об отключении', 'Notice of an outage', 'talk.outage_notice_data', 'talk.outage_messages.outage_id',
    'A4', true, 70),
('work_act', 'Акт плановой работы', 'Certificate of a planned work', 'upkeep.work_act_data', null, 'A4', false, 15),
('work_plan', 'План работ', 'Plan of works', 'upkeep.plan_data', 'upkeep.plans.plan_id', 'A4 landscape', false, 35);

update cabinet.document_kinds set keeps_years = null where document_kind = 'day_orders';
update cabinet.document_kinds set keeps_years = 5, personal_words = '{description,photos_before,photos_after}'
where document_kind = 'act';
