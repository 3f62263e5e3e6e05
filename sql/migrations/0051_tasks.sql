-- Long work in the background, with progress that a page can show; tables out of uploaded files.

create table cabinet.tasks (
    task_id bigint generated always as identity primary key,
    function_name text not null check (function_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    object_id bigint,
    title text not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    done integer not null default 0 check (done >= 0),
    total integer check (total >= 0),
    said text,
    error text,
    attempts smallint not null default 0,
    leased_until timestamptz,
    user_id bigint references people.users,
    cabinet text,
    created_at timestamptz not null default lib.moment(),
    started_at timestamptz,
    finished_at timestamptz
);
create index tasks_waiting on cabinet.tasks (task_id) where state in ('waiting', 'running');
create index tasks_object on cabinet.tasks (function_name, object_id);
create index tasks_user on cabinet.tasks (user_id, task_id desc);
comment on table cabinet.tasks is
'Long work asked for on a page. The worker calls function_name(task_id) again and again, a transaction each, until it answers
false; done of total is what a page shows meanwhile. A lease lets another worker go on after a killed one @secret';

create table cabinet.table_rows (
    file_id uuid not null references cabinet.files on delete cascade,
    line integer not null check (line > 0),
    cells text[] not null,
    primary key (file_id, line)
);
comment on table cabinet.table_rows is 'Rows of an uploaded table as the layer read them (line 1 is the header) @secret';
