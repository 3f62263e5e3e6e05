-- Outages: utilities and their limits by law, places, versions, answers of residents.

create table estate.utilities (
    utility text primary key check (utility ~ '^[a-z][a-z0-9_]{1,40}$'),
    title lib.title not null,
    title_en text not null,
    said text not null,
    said_en text not null,
    planned_said text not null,
    planned_said_en text not null,
    back_said text not null,
    back_said_en text not null,
    icon text not null,
    advice text,
    advice_en text,
    position integer not null default 100
);
comment on table estate.utilities is
'Utilities that may be cut. What a resident reads: said «Нет горячей воды», planned_said «не будет горячей воды», back_said «Горячая вода снова есть»';
alter table desk.services add column utility text references estate.utilities;
comment on column desk.services.utility is 'The utility whose outage explains such an order';

create table estate.utility_limits (
    utility text not null references estate.utilities,
    during daterange not null,
    month_hours numeric(6, 2),
    once_hours numeric(6, 2),
    notice_working_days smallint not null default 10,
    ground text not null,
    ground_en text,
    exclude using gist (utility with =, during with &&)
);
comment on table estate.utility_limits is
'Allowed interruption, hours a month and at a time, and the notice of planned works in working days, with the law and its dates';

create sequence talk.outage_numbers start 101;

create table talk.outages (
    outage_id bigint generated always as identity primary key,
    number bigint not null unique default nextval('talk.outage_numbers'),
    kind text not null check (kind in ('planned', 'emergency')),
    utility text not null references estate.utilities,
    state text not null default 'draft' check (state in ('draft', 'announced', 'ended', 'cancelled')),
    reason lib.note,
    works_owner text check (length(works_owner) <= 200),
    body lib.note,
    body_en lib.note,
    starts_at timestamptz not null,
    planned_end timestamptz,
    ended_at timestamptz,
    order_id bigint references desk.orders,
    work_id bigint references upkeep.works,
    overdue_told_at timestamptz,
    version integer not null default 0,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    announced_at timestamptz,
    check (starts_at < planned_end),
    check (ended_at > starts_at),
    check (ended_at is null or state = 'ended'),
    check (state <> 'ended' or ended_at is not null),
    check (state = 'draft' or planned_end is not null and body is not null and announced_at is not null)
);
create index outages_current on talk.outages (starts_at) where state in ('draft', 'announced');
create index outages_started on talk.outages (starts_at desc);
comment on table talk.outages is
'Outages, planned and emergency. order_id,
work_id: what it came from; version: of its last message; overdue_told_at: the end that was told of as overdue (outages_overdue);
body: the words of the next message while it is a draft';
create index outages_work on talk.outages (work_id) where work_id is not null;
comment on constraint outages_check on talk.outages is 'Окончание должно быть позже начала';

create table talk.outage_late (
    outage_id bigint primary key references talk.outages on delete cascade,
    reason lib.note not null
);
comment on table talk.outage_late is 'Why the legal notice of a planned outage was not kept: for staff and the housing inspection, not for residents';

create table talk.outage_places (
    outage_place_id bigint generated always as identity primary key,
    outage_id bigint not null references talk.outages on delete cascade,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    riser text check (length(riser) between 1 and 20),
    unique nulls not distinct (outage_id, house_id, entrance_id, riser)
);
create index outage_places_house on talk.outage_places (house_id, outage_id);
comment on table talk.outage_places is 'Where: the house, or an entrance of it, or a riser';

create table talk.outage_messages (
    outage_message_id bigint generated always as identity primary key,
    outage_id bigint not null references talk.outages,
    version integer not null,
    kind text not null check (kind in ('announced', 'extended', 'corrected', 'ended', 'cancelled')),
    body lib.note not null,
    body_en lib.note,
    planned_end timestamptz,
    user_id bigint references people.users,
    sent_at timestamptz not null default lib.moment(),
    people_count integer not null default 0,
    event_id bigint references talk.events,
    unique (outage_id, version)
);
comment on table talk.outage_messages is 'What was told, in versions; a sent one is never edited. sent_at lies 15 seconds ahead, in which it may be taken back';

create table talk.outage_boards (
    outage_id bigint not null references talk.outages on delete cascade,
    entrance_id bigint not null references estate.entrances,
    version integer not null,
    hung_at timestamptz not null default lib.moment(),
    user_id bigint references people.users,
    primary key (outage_id, entrance_id, version)
);
comment on table talk.outage_boards is 'Sheets that hang in the entrances, by version of the message';

create table talk.outage_answers (
    outage_answer_id bigint generated always as identity primary key,
    outage_id bigint not null references talk.outages,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    premise_id bigint references estate.premises,
    user_id bigint references people.users,
    kind text not null check (kind in ('me_too', 'back', 'still_out')),
    by_staff boolean not null default false,
    answered_at timestamptz not null default lib.moment(),
    unique (outage_id, premise_id, kind)
);
comment on table talk.outage_answers is
'«У меня тоже», «Уже есть», «У меня нет»: once per flat and kind; by the poster of an entrance without a flat';

alter table desk.orders add column outage_id bigint references talk.outages;
create index orders_outage on desk.orders (outage_id) where outage_id is not null;
comment on column desk.orders.outage_id is 'The outage that explains the order: its end answers it';
alter table upkeep.works add foreign key (outage_id) references talk.outages;
alter table upkeep.norms add foreign key (utility) references estate.utilities;

alter table talk.outages enable row level security;
create policy everybody on talk.outages for select to sees_public
using (state <> 'draft' and announced_at <= lib.moment());
create policy residents on talk.outages for select to sees_premises
using (
    state <> 'draft' and announced_at <= lib.moment()
    and outage_id in (
        select p.outage_id from talk.outage_places as p where p.house_id = any(array(select people.visible_houses()))
    )
);
create policy staff on talk.outages for select to sees_houses
using (
    user_id = (select people.me())
    or outage_id in (
        select p.outage_id from talk.outage_places as p where p.house_id = any(array(select people.visible_houses()))
    )
);
create policy company on talk.outages for select to sees_all using ((select people.sees_all()));
alter table talk.outage_late enable row level security;
create policy staff on talk.outage_late for select to sees_houses
using (outage_id in (select o.outage_id from talk.outages as o));
create policy company on talk.outage_late for select to sees_all using ((select people.sees_all()));
alter table talk.outage_messages enable row level security;
create policy everybody on talk.outage_messages for select to sees_public, sees_premises
using (sent_at <= lib.moment() and outage_id in (select o.outage_id from talk.outages as o));
create policy staff on talk.outage_messages for select to sees_houses
using (outage_id in (select o.outage_id from talk.outages as o));
create policy company on talk.outage_messages for select to sees_all using ((select people.sees_all()));
alter table talk.outage_answers enable row level security;
create policy residents on talk.outage_answers for select to sees_premises
using (premise_id = any(array(select people.visible_premises())));
create policy staff on talk.outage_answers for select to sees_houses
using (house_id = any(array(select people.visible_houses())));
create policy company on talk.outage_answers for select to sees_all using ((select people.sees_all()));
