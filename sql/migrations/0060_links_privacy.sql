-- Signed one-purpose links in letters, personal quiet hours, requests to erase personal data, questions and answers.

create table people.link_purposes (
    purpose text primary key,
    title text not null,
    lives interval not null check (lives > interval '0')
);
comment on table people.link_purposes is 'What a link of a letter may do, and how long it lives';
insert into people.link_purposes (purpose, title, lives) values
('work', 'Подтвердить работу или вернуть её', '7 days'),
('answer', 'Ответить заявке, которая ждёт', '7 days'),
('visit', 'Перенести визит', '7 days'),
('rate', 'Оценить работу', '30 days');

create table people.links (
    link_id bigint generated always as identity primary key,
    token_hash bytea not null unique,
    purpose text not null references people.link_purposes,
    user_id bigint not null references people.users,
    order_id bigint references desk.orders,
    work_id bigint references upkeep.works,
    created_at timestamptz not null default lib.moment(),
    expires_at timestamptz not null,
    used_at timestamptz,
    acting_xid xid8,
    check (num_nonnulls(order_id, work_id) = 1)
);
create index links_user on people.links (user_id, used_at);
create index links_order on people.links (order_id);
create index links_work on people.links (work_id) where work_id is not null;
create index links_expires on people.links (expires_at);
create index links_acting on people.links (acting_xid) where acting_xid is not null;
comment on table people.links is
'Links by which a person answers without signing in: sha256 of the token, one purpose, one order (a
contractor''s also one planned work), one use. acting_xid:
the transaction in which the link acts as its person, empty before and after @secret';

create table talk.event_links (
    kind text primary key references talk.event_kinds,
    purpose text not null references people.link_purposes
);
comment on table talk.event_links is 'Letters about this carry a link for that';
insert into talk.event_links (kind, purpose) values
('order_completed', 'work'),
('order_answer_needed', 'answer'),
('order_visit', 'visit'),
('order_closed', 'rate');
update talk.event_recipients as r
set channels = '{bell,email}'
where r.kind = 'order_closed' and r.audience = 'resident';

create function lib.url_text(p_text text)
returns text
language sql immutable
as $$
-- a text as it stands in the query of an address: every byte as %XX
select regexp_replace(encode(convert_to(coalesce(p_text, ''), 'UTF8'), 'hex'), '(..)', '%\1', 'g')
$$;
comment on function lib.url_text(text) is 'A text as it stands in the query of an address';

create function people.link_user()
returns bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return null; end $$;

insert into cabinet.schedules (job, title, function_name, every) values
('links_forget', 'Убрать ссылки из писем, срок которых прошёл', 'people.links_forget', '1 day'),
('erasures_finish', 'Убрать из старых заявок написанное теми, чьи данные удалены', 'people.erasures_finish', '1 day');

-- personal quiet hours: empty is the company's 22–8, equal ends are «never»
alter table people.users
add column quiet_from time,
add column quiet_until time,
add check ((quiet_from is null) = (quiet_until is null));

create index users_anonymised on people.users (user_id) where anonymised_at is not null;

create table people.erasure_requests (
    erasure_id bigint generated always as identity primary key,
    user_id bigint not null references people.users,
    asked_at timestamptz not null default lib.moment(),
    answer_by timestamptz not null,
    status text not null default 'new' check (status in ('new', 'done', 'refused', 'withdrawn')),
    reason text,
    decided_by bigint references people.users,
    decided_at timestamptz,
    check ((status = 'new') = (decided_at is null)),
    check (status <> 'refused' or reason is not null)
);
create unique index erasure_requests_open on people.erasure_requests (user_id) where status = 'new';
create index erasure_requests_answer on people.erasure_requests (answer_by) where status = 'new';
comment on table people.erasure_requests is
'Requests to erase personal data with the legal term of ten working days (ФЗ-152, ст. 20, 21) @secret';

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('erasure_asked', 'Просьба удалить данные', 'Request to erase data', false, false, 'user', 'person-lock'),
('erasure_refused', 'О вашей просьбе удалить данные', 'About your request to erase data', false, false, 'user', 'person-lock');
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('erasure_asked', 'supervisors', '{bell,email}', '/supervisor/privacy-requests', false),
('erasure_refused', 'person', '{bell,email}', '/resident/privacy', false);

create table talk.faq (
    faq_id bigint generated always as identity primary key,
    audiences text[] not null check (cardinality(audiences) > 0 and audiences <@ '{guest,resident}'),
    question text not null check (length(trim(question)) between 3 and 300),
    answer text not null check (length(trim(answer)) between 3 and 4000),
    question_en text,
    answer_en text,
    position smallint not null default 100,
    shown boolean not null default true,
    changed_at timestamptz not null default lib.moment(),
    user_id bigint references people.users
);
comment on table talk.faq is 'Questions and answers by audience; without English words the Russian ones are shown';

create table talk.faq_misses (
    audience text not null check (audience in ('guest', 'resident')),
    words text not null check (length(words) between 1 and 80),
    asked integer not null default 1,
    last_at timestamptz not null default lib.moment(),
    primary key (audience, words)
);
comment on table talk.faq_misses is 'What people searched in the answers and did not find: work for the editor, no person is kept';

alter table talk.faq enable row level security;
create policy everybody on talk.faq for select to sees_public using (shown and 'guest' = any(audiences));
create policy residents on talk.faq for select to sees_premises using (shown and 'resident' = any(audiences));
create policy staff on talk.faq for select to sees_houses, sees_all using ((select people.me()) is not null);
alter table talk.faq_misses enable row level security;
create policy company on talk.faq_misses for select to sees_all using ((select people.sees_all()));

insert into talk.faq (audiences, question, answer, question_en, answer_en, position) values
(
    '{resident,guest}', 'Когда придёт мастер?',
    'Срок виден в заявке сразу после отправки, рядом закон, по которому он назначен. Время визита мастер предложит, вы '
    'можете его перенести.',
    'When will the technician come?',
    'The term stands in the request as soon as you send it, with the law it comes from. The technician proposes a time '
    'of the visit, you may move it.', 10
),
(
    '{resident,guest}', 'Что делать, если льёт вода или пахнет газом?',
    'Звоните в аварийную службу, она работает круглосуточно. Воду перекройте краном на вводе. При запахе газа откройте '
    'окна, не включайте свет, выйдите и звоните 104.',
    'What if water pours or I smell gas?',
    'Call the emergency service, it works round the clock. Close the valve where water enters the flat. If you smell '
    'gas, open the windows, do not switch on the light, leave and call 104.', 20
),
(
    '{resident}', 'Работу сделали плохо. Что теперь?',
    'В заявке нажмите «Не сделано, вернуть» и напишите, что не так. Мастер вернётся, срок начнётся заново. Это бесплатно.',
    'The work was done badly. What now?',
    'Press “Not done, return” in the request and write what is wrong. The technician comes back, the term starts anew. '
    'It costs nothing.', 30
),
(
    '{resident}', 'Почему заявка закрылась сама?',
    'Мы ждём вашей проверки семь дней. Если ответа нет, закрываем. Не согласны? Подайте новую заявку и сошлитесь на '
    'номер прежней.',
    'Why did the request close by itself?',
    'We wait seven days for your check. Without an answer we close it. You disagree? File a new request and name the '
    'number of the old one.', 40
),
(
    '{resident}', 'Кто видит мои заявки?',
    'Вы и те, с кем вы делите квартиру, мастер и его менеджер, диспетчер и управляющий. Соседи видят только поломки в '
    'подъезде, лифте и дворе, без имён.',
    'Who sees my requests?',
    'You and those who share the flat, the technician and his manager, the operator and the supervisor. Neighbours see '
    'only what broke in the entrance, lift and yard, without names.', 50
),
(
    '{resident,guest}', 'Не могу или не хочу через сайт',
    'Позвоните диспетчеру: он примет заявку, назовёт номер и срок и сделает за вас всё, что есть в кабинете.',
    'I cannot or do not want to use the site',
    'Call the operator: he takes the request, tells its number and term and does for you all that the cabinet does.', 60
),
(
    '{guest}', 'Как войти в первый раз?',
    'Найдите свой дом на главной странице, введите лицевой счёт и код из квитанции. Квитанции нет? Оставьте просьбу: '
    'диспетчер проверит её до вечера следующего рабочего дня.',
    'How do I sign in for the first time?',
    'Find your house on the front page, type the account number and the code from the bill. No bill? Leave a request: '
    'the operator checks it by the evening of the next working day.', 70
),
(
    '{guest}', 'Забыл пароль. Что делать?',
    'На странице входа нажмите «Забыли пароль?». Пришлём код на почту, с ним вы придумаете новый пароль. Можно и войти '
    'по коду, без пароля.',
    'I forgot the password. What now?',
    'Press “Forgot the password?” on the sign-in page. We send a code by e-mail, with it you choose a new password. You '
    'may also sign in by the code alone.', 80
),
(
    '{guest}', 'Как узнать о заявке без входа?',
    'Откройте «Узнать о заявке», введите её номер и последние четыре цифры телефона, который вы назвали.',
    'How do I follow a request without signing in?',
    'Open “Follow a request”, type its number and the last four digits of the telephone you left.', 90
),
(
    '{resident}', 'Как ответить из письма, не входя?',
    'В письме о выполненной работе, визите или вопросе есть ссылка. Она открывает страницу с одной кнопкой. Ссылка '
    'действует один раз и только для этой заявки, никому её не пересылайте.',
    'How do I answer from a letter without signing in?',
    'The letter about finished work, a visit or a question has a link. It opens a page with one button. The link works '
    'once and for this request only; do not forward it.', 100
),
(
    '{resident}', 'Как удалить мои данные?',
    'Откройте «Личные данные» и нажмите «Удалить мои данные». Там же сказано, что по закону остаётся и до какого срока.',
    'How do I have my data erased?',
    'Open “Personal data” and press “Erase my data”. The page says what stays by law and for how long.', 110
);
