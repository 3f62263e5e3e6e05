-- Documents: HTML templates filled from a function, kept as PDF.

create table cabinet.document_kinds (
    document_kind text primary key check (document_kind ~ '^[a-z][a-z0-9_]{1,60}$'),
    title lib.title not null,
    title_en text,
    function_name text not null check (function_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    object_key text check (object_key ~ '^[a-z_]+\.[a-z_]+\.[a-z_]+$'),
    page text not null default 'A4' check (page in ('A4', 'A4 landscape', 'A5', 'A3')),
    large boolean not null default false,
    keeps_years smallint default 3 check (keeps_years > 0),
    personal_words text[] not null default '{}',
    position integer not null default 100
);
comment on table cabinet.document_kinds is
'Kinds of documents: function_name(object id) answers one jsonb with everything its template documents/<kind>.html shows;
object_key: schema.table.column of its objects, the last of which a draft of the template is tried on';
comment on column cabinet.document_kinds.keeps_years is
'How long the law keeps such a document of a person who is erased: null not at all, it goes at once; 3 as long as orders with their talk
(Правила № 416, п. 38); more as bookkeeping (402-ФЗ, ст. 29). What is kept is printed anew without telephones and the like';
comment on column cabinet.document_kinds.personal_words is
'Keys of the data that hold what a person wrote or showed: taken out three years after the order closed, where the document is kept longer';

create table cabinet.document_numbers (
    document_kind text not null references cabinet.document_kinds,
    year smallint not null,
    last_number integer not null,
    primary key (document_kind, year)
);
comment on table cabinet.document_numbers is 'Numbers given to documents whose data bring none @secret';

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
    pages integer,
    task_id bigint references cabinet.tasks,
    template_id bigint references cabinet.templates,
    attempts smallint not null default 0,
    leased_until timestamptz,
    error text,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    ready_at timestamptz,
    check ((state = 'ready') = (file_id is not null))
);
create index documents_object on cabinet.documents (document_kind, object_id, document_id desc);
create index documents_waiting on cabinet.documents ((task_id is not null), document_id) where state = 'waiting';
create index documents_house on cabinet.documents (house_id, document_id desc) where house_id is not null;
create index documents_premise on cabinet.documents (premise_id, document_id desc) where premise_id is not null;
create index documents_order on cabinet.documents (order_id) where order_id is not null;
create index documents_task on cabinet.documents (task_id, document_id) where task_id is not null;
create index documents_user on cabinet.documents (user_id, document_id desc);
comment on table cabinet.documents is
'Made documents. data: what stood in it that moment, so that a document never changes; staff_only: not for residents;
template_id: a trial of that draft, seen by who made it alone; task_id: the lot it belongs to';

alter table talk.outbox add column document_id bigint references cabinet.documents;
create index outbox_document on talk.outbox (document_id) where document_id is not null;
comment on column talk.outbox.document_id is 'The document that goes with the letter, once it is ready';

create function desk.order_seen(p_order bigint)
returns boolean
language plpgsql stable security definer set search_path = ''
as $$ begin return false; end $$;
comment on function desk.order_seen(bigint) is 'Whether the acting person may open an order
@decides';

alter table cabinet.documents enable row level security;
create policy residents on cabinet.documents for select to sees_premises
using (not staff_only and template_id is null and premise_id = any(array(select people.visible_premises())));
create policy own on cabinet.documents for select to sees_houses, sees_all using (user_id = (select people.me()));
-- an order's papers are for those who may open the order: a house alone does not show them
create policy staff on cabinet.documents for select to sees_houses
using (
    template_id is null and house_id = any(array(select people.visible_houses()))
    and (order_id is null or desk.order_seen(order_id))
);
create policy company on cabinet.documents for select to sees_all
using (template_id is null and (select people.sees_all()));

create table cabinet.templates_stock (
    name text primary key,
    source text not null
);
comment on table cabinet.templates_stock is
'Document templates of the files (stock, and the company''s site over it), as the worker last read them @secret';

create domain lib.template_source as text check (length(value) <= 100000);
comment on domain lib.template_source is 'Текст шаблона
@widget textarea';
create domain lib.paper as jsonb;
comment on domain lib.paper is 'Документ
@format paper';
create domain lib.document_month as integer check (value between 200001 and 220012 and value % 100 between 1 and 12);
comment on domain lib.document_month is 'Месяц';
grant usage on type lib.template_source, lib.paper, lib.document_month to public;
