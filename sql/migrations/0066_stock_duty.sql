-- Stock rows of duty: what is told of leave, illness, shifts, permits and contractors; links of contractors; jobs.

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('leave_asked', 'Просьба об отпуске', 'Leave asked for', false, false, 'staff', 'calendar-event'),
('leave_approved', 'Отпуск согласован', 'Leave approved', false, false, 'staff', 'calendar-check'),
('leave_refused', 'Отпуск не согласован', 'Leave refused', false, false, 'staff', 'calendar-x'),
('staff_ill', 'Сотрудник заболел', 'A colleague fell ill', true, false, 'staff', 'thermometer-half'),
('staff_back', 'Сотрудник вышел на работу', 'A colleague is back', false, true, 'staff', 'person-check'),
('replacing', 'Вы заменяете коллегу', 'You stand in for a colleague', true, false, 'staff', 'people'),
('shift_given', 'Ваша смена', 'Your shift', true, false, 'staff', 'clock-history'),
('shift_taken', 'Смену сняли', 'A shift was taken off', true, false, 'staff', 'clock-history'),
('roster_laid', 'График дежурств', 'Duty roster', false, false, 'staff', 'calendar-week'),
('duty_gap', 'Дыра в дежурствах', 'A gap in the roster', true, false, 'staff', 'exclamation-triangle'),
('shifts_not_firm', 'Подрядчик смены не берёт', 'A firm takes no shifts', true, false, 'staff', 'exclamation-triangle'),
('swap_asked', 'Просят обменяться сменами', 'A shift to take', false, false, 'staff', 'arrow-left-right'),
('swap_agreed', 'Обмен ждёт подтверждения', 'An exchange to confirm', false, false, 'staff', 'arrow-left-right'),
('swap_done', 'Обмен сменами', 'Exchange of shifts', false, false, 'staff', 'arrow-left-right'),
('permit_ends', 'Допуск кончается', 'A permit ends', false, false, 'staff', 'card-checklist'),
('permit_ends_crew', 'У сотрудника кончается допуск', 'A colleague''s permit ends', false, false, 'staff', 'card-checklist'),
('permit_withdrawn', 'Допуск отозван', 'A permit was withdrawn', true, false, 'staff', 'card-checklist'),
('contract_ends', 'Договор подрядчика кончается', 'A contract ends', false, false, 'contractor', 'briefcase'),
('contractor_work', 'Заявка подрядчику', 'An order for a contractor', true, false, 'order', 'briefcase'),
('contractor_task', 'Плановая работа подрядчику', 'A planned work for a contractor', true, false, 'work', 'briefcase'),
('act_sent', 'Акт подрядчика', 'A contractor''s act', false, true, 'contractor', 'file-earmark-text'),
('act_decided', 'Решение по акту', 'Your act', false, false, 'contractor', 'file-earmark-check');
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('leave_asked', 'person', '{bell,email}', '/manager/team', false),
('leave_asked', 'supervisors', '{bell}', '/supervisor/roster', false),
('leave_approved', 'person', '{bell,email}', '/{office}/schedule', false),
('leave_refused', 'person', '{bell,email}', '/{office}/schedule', false),
('staff_ill', 'person', '{bell,email}', '/manager/team', false),
('staff_ill', 'operators', '{bell}', '/operator/duty', false),
('staff_ill', 'supervisors', '{bell,email}', '/supervisor/roster', false),
('staff_back', 'person', '{bell}', '/manager/team', false),
('staff_back', 'supervisors', '{bell}', '/supervisor/roster', false),
('replacing', 'person', '{bell,email}', '/{office}/schedule', false),
('shift_given', 'person', '{bell,email}', '/{office}/schedule', false),
('shift_taken', 'person', '{bell,email}', '/{office}/schedule', false),
('roster_laid', 'person', '{bell,email}', '/{office}/schedule', false),
('duty_gap', 'operators', '{bell}', '/operator/duty', true),
('duty_gap', 'supervisors', '{bell,email}', '/supervisor/roster', true),
('shifts_not_firm', 'supervisors', '{bell,email}', '/supervisor/roster', true),
('swap_asked', 'person', '{bell,email}', '/{office}/schedule', false),
('swap_agreed', 'person', '{bell}', '/manager/duty', false),
('swap_agreed', 'supervisors', '{bell}', '/supervisor/roster', false),
('swap_done', 'person', '{bell,email}', '/{office}/schedule', false),
('permit_ends', 'person', '{bell,email}', '/{office}/schedule', true),
('permit_ends_crew', 'person', '{bell}', '/manager/permits', true),
('permit_ends_crew', 'supervisors', '{bell}', '/supervisor/permits', true),
('permit_withdrawn', 'person', '{bell,email}', '/{office}/schedule', false),
('contract_ends', 'supervisors', '{bell,email}', '/supervisor/contractor?contractor={id}', true),
('contractor_work', 'performer', '{email}', '/guest/home', true),
('contractor_task', 'person', '{email}', '/guest/home', true),
('act_sent', 'supervisors', '{bell}', '/supervisor/contractor?contractor={id}', false),
('act_decided', 'person', '{bell,email}', '/{office}/schedule', false);

insert into cabinet.schedules (job, title, function_name, every) values
('permits_warn', 'Предупредить о конце допусков и договоров', 'people.permits_warn', '1 day');

-- a contractor's link serves until the order is done: see, accept, set the visit, report
alter table people.link_purposes add column once boolean not null default true;
comment on column people.link_purposes.once is 'One use; else the link serves until its order is done or its time is over';
insert into people.link_purposes (purpose, title, lives, once) values
('contractor', 'Принять и выполнить заявку подрядчиком', '30 days', false);
insert into talk.event_links (kind, purpose) values
('contractor_work', 'contractor'),
('contractor_task', 'contractor'),
('order_created', 'contractor'),
('order_assigned', 'contractor');

create function people.link_cabinet()
returns text
language plpgsql stable security definer set search_path = ''
as $$ begin return null; end $$;
