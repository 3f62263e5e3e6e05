-- Events, notices, preferences, outbox: one door talk.event_raise(kind, object, place).

create table talk.event_kinds (
    kind text primary key,
    title text not null,
    title_en text not null,
    urgent boolean not null default false,
    may_switch_off boolean not null default true,
    object text not null check (object in (
        'order', 'user', 'premise', 'house', 'request', 'work', 'plan', 'outage', 'staff', 'material', 'finding', 'document',
        'contractor', 'import')),
    icon text not null default 'bell'
);
comment on table talk.event_kinds is 'What can be told. urgent: ignores quiet hours. Texts are rows event.<kind>.<audience> of cabinet.texts';

create table talk.event_recipients (
    kind text not null references talk.event_kinds,
    audience text not null check (audience in (
        'resident', 'household', 'performer', 'members', 'queue_managers', 'zone_manager', 'operators', 'supervisors', 'person',
        'affected')),
    channels text[] not null check (channels <@ '{bell,email}'),
    page text not null,
    himself boolean not null default false,
    primary key (kind, audience)
);
comment on table talk.event_recipients is
'Who is told, by which channels, and which page the notice opens ({id} is the object); himself: also who did it';

create table talk.events (
    event_id bigint generated always as identity primary key,
    kind text not null references talk.event_kinds,
    object_id bigint,
    house_id bigint,
    premise_id bigint,
    user_id bigint references people.users,
    by_id bigint,
    details jsonb not null default '{}',
    stood jsonb,
    raised_at timestamptz not null default lib.moment(),
    told_at timestamptz,
    attempts smallint not null default 0,
    retry_at timestamptz,
    given_up_at timestamptz,
    error text
);
create index events_object on talk.events (kind, object_id);
create index events_waiting on talk.events (event_id) where told_at is null and given_up_at is null;
comment on table talk.events is
'Raised events: an outbox of its own. Whoever acts writes this row alone, the worker tells everybody concerned @secret';
comment on column talk.events.by_id is 'Who did it: not told of it, unless the recipients'' row says himself';
comment on column talk.events.stood is 'What of the order may have changed when the worker comes: how it stood when the event was raised';
comment on column talk.events.told_at is 'When its notices and letters were written, in the same transaction';

create table talk.notices (
    notice_id bigint generated always as identity primary key,
    event_id bigint not null references talk.events,
    user_id bigint not null references people.users,
    cabinet text not null,
    kind text not null references talk.event_kinds,
    body text not null,
    "goto" text not null,
    created_at timestamptz not null default lib.moment(),
    read_at timestamptz,
    unique (event_id, user_id)
);
create index notices_user on talk.notices (user_id, created_at desc, notice_id desc);
create index notices_unread on talk.notices (user_id) where read_at is null;
comment on table talk.notices is 'The bell: once per person and event';

create table talk.preferences (
    user_id bigint not null references people.users,
    kind text not null references talk.event_kinds,
    channel text not null check (channel in ('bell', 'email')),
    enabled boolean not null,
    primary key (user_id, kind, channel)
);
comment on table talk.preferences is 'What a person switched off or on; a kind that may not be switched off ignores it';

create domain lib.notice_kind as text;
comment on domain lib.notice_kind is 'Вид уведомления
@widget hidden';
create type lib.notice_choice as (kind lib.notice_kind, bell boolean, email boolean);
comment on type lib.notice_choice is 'How one kind of notices comes to a person';
comment on column lib.notice_choice.bell is 'В кабинете';
comment on column lib.notice_choice.email is 'На почту';

create table talk.outbox (
    outbox_id bigint generated always as identity primary key,
    event_id bigint references talk.events,
    user_id bigint references people.users,
    channel text not null check (channel in ('email')),
    destination text not null,
    subject text not null,
    body text not null,
    due_at timestamptz not null default now(),
    attempts smallint not null default 0,
    leased_until timestamptz,
    sent_at timestamptz,
    given_up_at timestamptz,
    error text,
    created_at timestamptz not null default now(),
    unique (event_id, user_id, channel)
);
create index outbox_due on talk.outbox (due_at) where sent_at is null and given_up_at is null;
comment on table talk.outbox is 'Messages to be sent by the worker, with retries; a lease makes two workers harmless @secret';

alter table talk.notices enable row level security;
create policy own on talk.notices for select to sees_premises, sees_houses, sees_all
using (user_id = (select people.me()));
alter table talk.preferences enable row level security;
create policy own on talk.preferences for select to sees_premises, sees_houses, sees_all
using (user_id = (select people.me()));

create table talk.news (
    news_id bigint generated always as identity primary key,
    title lib.title not null,
    body lib.note not null,
    house_id bigint references estate.houses,
    zone_id bigint references estate.zones,
    public boolean not null default false,
    published_at timestamptz not null default lib.moment(),
    until timestamptz,
    user_id bigint references people.users
);
create index news_published on talk.news (published_at desc);
comment on table talk.news is 'News of the company; house_id and zone_id null: for all';
alter table talk.news enable row level security;
create policy everybody on talk.news for select to sees_public using (public and house_id is null and zone_id is null);
create policy residents on talk.news for select to sees_premises
using (
    (house_id is null or house_id = any(array(select people.visible_houses())))
    and (
        zone_id is null
        or zone_id = any(array(
            select a.zone_id
            from (
                with recursive around as (
                    select h.zone_id
                    from estate.houses as h
                    where h.house_id = any(array(select people.visible_houses()))
                    union
                    select z.parent_id from estate.zones as z inner join around on z.zone_id = around.zone_id
                )

                select around.zone_id from around
            ) as a
        ))
    )
);
create policy staff on talk.news for select to sees_houses, sees_all using ((select people.me()) is not null);
