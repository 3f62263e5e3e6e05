-- Work done for people without a cabinet is checked by a call before it is closed (rules.md, Orders).
alter table desk.calls drop constraint calls_result_check;
alter table desk.calls add constraint calls_result_check
check (result in ('order', 'joined', 'advice', 'call_back', 'checked', 'not_done', 'no_answer'));
create index calls_order on desk.calls (order_id, started_at desc) where order_id is not null;

insert into cabinet.settings (key, title, help, kind, value, minimum, maximum, area, position) values
(
    'order_close_days', 'Выполненную заявку закрыть через, дней', 'Столько у жителя времени проверить работу', 'number',
    '7', 1, 60, 'orders', 1
),
(
    'order_check_days', 'Ждать контрольного звонка ещё, дней',
    'Тем, у кого нет кабинета, звонит диспетчер. Если не дозвонился за это время, заявка закроется сама', 'number', '3', 0,
    60, 'orders', 2
),
(
    'notice_fresh_days', 'Число у колокольчика: за сколько дней', 'Более старые уведомления остаются в списке', 'number',
    '14', 1, 365, 'orders', 3
);

-- A performer has nothing to do about an order that was closed; its notices that nobody read are settled with it.
delete from talk.event_recipients where kind = 'order_closed' and audience = 'performer';
create index notices_unread_page on talk.notices ("goto") where read_at is null;
