-- Quality control by a call: five questions, beside the resident's rating and never instead of it.
create table desk.check_questions (
    question text primary key check (question ~ '^[a-z][a-z_]{1,40}$'),
    title text not null,
    title_en text not null,
    good boolean not null,
    closes boolean not null default false,
    position smallint not null,
    active boolean not null default true
);
comment on table desk.check_questions is
'What is asked after the work. good: the answer that is hoped for; closes: a wrong answer says that the work is not done';
insert into desk.check_questions (question, title, title_en, good, closes, position) values
('done', 'Сделано ли то, о чём просили?', 'Was done what you had asked for?', true, true, 1),
('in_time', 'Пришли ли в обещанное время или предупредили?', 'Did they come at the promised time, or tell you?', true, false, 2),
('polite', 'Были ли вежливы?', 'Were they polite?', true, false, 3),
('tidy', 'Убрали ли за собой?', 'Did they tidy up after themselves?', true, false, 4),
('money_asked', 'Просили ли деньги мимо кассы?', 'Did anybody ask for money past the till?', false, false, 5);

create table desk.quality_checks (
    order_id bigint primary key references desk.orders,
    house_id bigint not null,
    staff_id bigint references people.staff,
    user_id bigint not null references people.users,
    answers jsonb not null,
    bad smallint not null,
    note text,
    checked_at timestamptz not null default lib.moment()
);
create index quality_checks_at on desk.quality_checks (checked_at desc);
create index quality_checks_staff on desk.quality_checks (staff_id, checked_at desc);
comment on table desk.quality_checks is
'What a resident answered to the control call, once per order: question → yes or no, left out: could not say; bad: answers not hoped for';

alter table desk.quality_checks enable row level security;
create policy company on desk.quality_checks for select to sees_all using ((select people.sees_all()));

insert into cabinet.settings (key, title, help, kind, value, minimum, maximum, area, position) values
(
    'quality_days', 'Контрольный звонок: в течение скольких дней', 'После стольких дней о работе уже не спрашивают', 'number',
    '14', 1, 60, 'orders', 4
),
(
    'quality_each', 'Контрольных звонков на исполнителя в неделю', 'Столько его работ предлагаем проверить звонком', 'number',
    '2', 0, 50, 'orders', 5
);
