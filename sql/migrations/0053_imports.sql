-- Imports of every kind: fields known by header, saved profiles, steps in the background.

create table estate.import_kinds (
    kind text primary key,
    title lib.title not null,
    title_en text,
    named text not null,
    named_en text not null,
    object_type text references estate.object_types,
    needs text[] not null,
    positional text[],
    check_function text not null check (check_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    load_function text not null check (load_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    personal boolean not null default false,
    position integer not null default 100
);
comment on table estate.import_kinds is
'What can be imported. personal: its files hold data of people and are erased after the days of the setting import_days.
object_type: its attributes are fields too; needs: fields that must have a column, «a|b»: one of them;
positional: the fields in order of a file without a header; check_function(import) gives every row its outcome,
load_function(import) says what is to be written (estate.import_writes)';

create table estate.import_fields (
    kind text not null references estate.import_kinds,
    field text not null,
    title lib.title not null,
    title_en text,
    value_kind text not null default 'text' check (
        value_kind in ('text', 'integer', 'number', 'date', 'words', 'phone', 'email', 'name', 'share', 'list')
    ),
    words jsonb check (jsonb_typeof(words) = 'object'),
    minimum numeric,
    maximum numeric,
    headers text[] not null default '{}',
    position integer not null default 100,
    primary key (kind, field)
);
comment on table estate.import_fields is
'Fields of an import; headers: how exports name the column (compared without case, spaces and signs). A field that is an
attribute of the kind''s object type is read as that; words: {code: [how it is written]}';

create table estate.import_profiles (
    profile_id bigint generated always as identity primary key,
    kind text not null references estate.import_kinds,
    title lib.title not null,
    mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
    header_sha256 text not null,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    used_at timestamptz,
    unique (kind, header_sha256)
);
comment on table estate.import_profiles is 'Saved mappings {field: header}; a file with the same header finds its profile by itself';

alter table estate.imports drop constraint imports_kind_check;
alter table estate.imports drop constraint imports_status_check;
alter table estate.imports add constraint imports_status_check
check (status in ('mapping', 'checking', 'checked', 'loading', 'loaded', 'undoing', 'undone', 'failed'));
alter table estate.imports add column file_id uuid references cabinet.files on delete set null;
alter table estate.imports add column mapping jsonb;
alter table estate.imports add column task_id bigint references cabinet.tasks;
alter table estate.imports add column error text;
alter table estate.imports add column undone_at timestamptz;
alter table estate.imports add column seconds numeric(8, 2);
alter table estate.imports add column columns text[] not null default '{}';
alter table estate.imports add column headless boolean not null default false;
alter table estate.imports add column used jsonb;
alter table estate.imports add column cleared_at timestamptz;
create index imports_file on estate.imports (kind, sha256);
alter table estate.import_rows alter column outcome drop not null;
alter table estate.import_rows add column "values" jsonb;
alter table estate.import_rows add column problems text;
alter table estate.import_rows add column broken text;
alter table estate.import_rows add column object_id bigint;
alter table estate.import_rows add column before jsonb;
alter table estate.import_rows add column after jsonb;
create index import_rows_outcome on estate.import_rows (import_id, outcome, line);
create index import_rows_reason on estate.import_rows (import_id, line) where reason is not null;
comment on column estate.imports.columns is 'Columns of the file by names that differ; headless: line 1 is no header';
comment on column estate.imports.cleared_at is 'Rows and file are erased; the counts stay, the load can no longer be undone';
comment on column estate.imports.used is 'Why the last undo did not go: [{what, amount, example}]';
comment on column estate.import_rows."values" is 'What was read, by field; problems: what was left out of it; broken: why the row cannot be read';
comment on column estate.import_rows.object_id is 'What the row made or changed';
comment on column estate.import_rows.before is 'Changed values as they were; after: as they become';

create table estate.import_writes (
    import_id bigint not null references estate.imports on delete cascade,
    write_id bigint generated always as identity,
    relation text not null,
    key jsonb not null,
    before jsonb,
    after jsonb not null,
    primary key (import_id, write_id)
);
create unique index import_writes_key on estate.import_writes (import_id, relation, key);
comment on table estate.import_writes is
'What a load writes, in order: before null is a new row. The undo takes it back and refuses where a row is no longer as after says @secret';
alter table estate.import_writes enable row level security;
alter table estate.imports add foreign key (kind) references estate.import_kinds;

alter table estate.import_profiles enable row level security;
create policy company on estate.import_profiles for select to sees_all using ((select people.sees_all()));
