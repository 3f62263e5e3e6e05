-- Documents: HTML templates filled from a function, kept as PDF.

create table cabinet.document_kinds (
    document_kind text primary key check (document_kind ~ '^[a-z][a-z0-9_]{1,60}$'),
    title lib.title not null,
    title_en text,
    function_name text not null check (function_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    page text not null default 'A4' check (page in ('A4', 'A4 landscape', 'A5', 'A3')),
    large boolean not null default false,
    position integer not null default 100
);
comment on table cabinet.document_kinds is
'Kinds of documents: function_name(object id) answers one jsonb with everything its template documents/<kind>.html shows';

create table cabinet.documents (
    document_id bigint generated always as identity primary key,
    document_kind text not null references cabinet.document_kinds,
    object_id bigint not null,
    title lib.title not null,
    number text,
    house_id bigint references estate.houses,
    premise_id bigint references estate.premises,
    order_id bigint references desk.orders,
    staff_only boolean not null default true,
    data jsonb not null,
    language text not null default 'ru',
    state text not null default 'waiting' check (state in ('waiting', 'ready', 'failed')),
    file_id uuid references cabinet.files,
    task_id bigint references cabinet.tasks,
    error text,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    ready_at timestamptz,
    check ((state = 'ready') = (file_id is not null))
);
create index documents_object on cabinet.documents (document_kind, object_id, document_id desc);
create index documents_waiting on cabinet.documents (document_id) where state = 'waiting';
create index documents_house on cabinet.documents (house_id, document_id desc) where house_id is not null;
create index documents_premise on cabinet.documents (premise_id, document_id desc) where premise_id is not null;
create index documents_task on cabinet.documents (task_id) where task_id is not null;
comment on table cabinet.documents is
'Made documents. data: what stood in it that moment, so that a document never changes; staff_only: not for residents';

alter table cabinet.documents enable row level security;
create policy residents on cabinet.documents for select to sees_premises
using (not staff_only and premise_id = any(array(select people.visible_premises())));
create policy staff on cabinet.documents for select to sees_houses
using (house_id = any(array(select people.visible_houses())));
create policy company on cabinet.documents for select to sees_all using ((select people.sees_all()));
