-- Imports of every kind: fields known by header, saved profiles, steps in the background.

create table estate.import_kinds (
    kind text primary key,
    title lib.title not null,
    title_en text,
    check_function text not null check (check_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    load_function text not null check (load_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    undo_function text not null check (undo_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    position integer not null default 100
);
comment on table estate.import_kinds is 'What can be imported, and the domain procedures of its steps: each takes (import, first line, last line)';

create table estate.import_fields (
    kind text not null references estate.import_kinds,
    field text not null,
    title lib.title not null,
    title_en text,
    required boolean not null default false,
    headers text[] not null default '{}',
    position integer not null default 100,
    primary key (kind, field)
);
comment on table estate.import_fields is
'Fields of an import; headers: how exports name the column (compared without case, spaces and underscores)';

create table estate.import_profiles (
    profile_id bigint generated always as identity primary key,
    kind text not null references estate.import_kinds,
    title lib.title not null,
    mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
    header_sha256 text not null,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    used_at timestamptz,
    unique (kind, title)
);
create index import_profiles_header on estate.import_profiles (kind, header_sha256);
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
create index imports_file on estate.imports (kind, sha256);
alter table estate.import_rows add column object_id bigint;
alter table estate.import_rows add column before jsonb;
create index import_rows_outcome on estate.import_rows (import_id, outcome, line);
comment on column estate.import_rows.object_id is 'What the row made or changed';
comment on column estate.import_rows.before is 'What was there before: the undo puts it back';
