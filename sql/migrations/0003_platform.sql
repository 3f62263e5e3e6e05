-- The platform itself: what is deployed, how pages are composed, texts, settings, options, files, tokens, jobs.

create table cabinet.deploys (
    deploy_id bigint generated always as identity primary key,
    deployed_at timestamptz not null default now(),
    deployed_by text not null default session_user,
    version text,
    summary jsonb not null default '{}'
);
comment on table cabinet.deploys is 'Every deploy: when, by whom, what changed @secret';

create table cabinet.migrations (
    path text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table cabinet.migrations is 'Applied migration files and their sha256 @secret';

create table cabinet.sources (
    object text primary key,
    kind text not null,
    path text not null,
    line integer not null,
    source_sha256 text not null,
    catalogue_sha256 text not null,
    source text not null
);
comment on table cabinet.sources is
'What deploy put into the catalogue: object identity, file and line, hash of the source and of what the catalogue shows @secret';

create table cabinet.source_history (
    deploy_id bigint not null references cabinet.deploys,
    object text not null,
    kind text not null,
    path text not null,
    line integer not null default 1,
    source text,
    primary key (deploy_id, object)
);
comment on table cabinet.source_history is 'Source of each object changed by a deploy; null source: removed @secret';

create index source_history_object on cabinet.source_history (object, deploy_id desc);

create table cabinet.release_numbers (
    only_row boolean primary key default true check (only_row),
    release bigint not null default 1
);
insert into cabinet.release_numbers default values;
comment on table cabinet.release_numbers is 'One row: the number that web processes compare to know that the catalogue changed @secret';

create table cabinet.cabinets (
    cabinet text primary key check (cabinet ~ '^[a-z][a-z0-9_]{1,30}$'),
    title text not null,
    scope text not null check (scope in ('sees_public', 'sees_premises', 'sees_houses', 'sees_all')),
    reads text[] not null default '{}',
    frame text not null check (frame in ('guest', 'resident', 'staff')),
    home text not null default 'home',
    menu integer not null default 100,
    stock boolean not null default true,
    path text not null
);
comment on table cabinet.cabinets is 'Cabinets from the @cabinet line of their first page file @secret';

create table cabinet.pages (
    cabinet text not null references cabinet.cabinets on delete cascade,
    page text not null check (page ~ '^[a-z][a-z0-9_]*$'),
    title text not null,
    blocks text[] not null default '{}',
    side_blocks text[] not null default '{}',
    icon text,
    menu integer,
    menu_group text,
    phone boolean not null default false,
    "right" text,
    feature text,
    up text,
    defined_at bigint not null default txid_current(),
    primary key (cabinet, page)
);
comment on table cabinet.pages is 'Composition of pages, put by cabinet.page_define in the page files @secret';

create table cabinet.texts (
    key text not null,
    language text not null check (language ~ '^[a-z]{2}$'),
    text text not null,
    edited boolean not null default false,
    primary key (key, language)
);
comment on table cabinet.texts is
'Every word of the interface that is not in a Russian comment. edited: changed by the company, a deploy leaves it @secret';

create table cabinet.refusal_codes (
    code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
    status integer not null check (status in (205, 208, 401, 403, 404, 409, 422, 423, 429))
);
comment on table cabinet.refusal_codes is 'Registry of refusals; the sentence is the text refusal.<code> @secret';

create table cabinet.settings (
    key text primary key,
    title text not null,
    help text,
    kind text not null check (kind in ('text', 'number', 'boolean', 'colour', 'phone', 'email', 'time', 'photo', 'time_zone')),
    value text,
    required boolean not null default false,
    minimum numeric,
    maximum numeric,
    area text not null default 'company',
    position integer not null default 100
);
comment on table cabinet.settings is 'Settings of the company as rows with a type and bounds; required: may not be empty, nor may a number, a yes or no and a time zone';

create table cabinet.setting_history (
    setting_history_id bigint generated always as identity primary key,
    key text not null references cabinet.settings,
    old_value text,
    new_value text,
    reason text,
    changed_at timestamptz not null default lib.moment(),
    user_id bigint
);
comment on table cabinet.setting_history is 'Who changed a setting, when and why @secret';

create table cabinet.features (
    feature text primary key,
    title text not null,
    help text,
    enabled boolean not null default true
);
comment on table cabinet.features is 'Options of the product that a company may switch off';

create table cabinet.feature_overrides (
    feature_override_id bigint generated always as identity primary key,
    feature text not null references cabinet.features,
    zone_id bigint,
    house_id bigint,
    enabled boolean not null,
    check (num_nonnulls(zone_id, house_id) = 1),
    unique (feature, zone_id, house_id)
);
comment on table cabinet.feature_overrides is 'An option differently for a zone or a house; the house wins';

create table cabinet.hints (
    key text not null,
    language text not null default 'ru',
    text text not null,
    shown boolean not null default true,
    primary key (key, language)
);
comment on table cabinet.hints is 'Hints on pages (key <cabinet>.<page> or <cabinet>.<page>.<block>), edited by the supervisor';

create table cabinet.templates (
    template_id bigint generated always as identity primary key,
    name text not null,
    source text not null,
    published boolean not null default false,
    created_at timestamptz not null default lib.moment(),
    user_id bigint
);
create unique index templates_published on cabinet.templates (name) where published;
comment on table cabinet.templates is 'Versions of edited page, block and document templates; at most one published per name @secret';

create table cabinet.saved_filters (
    filter_id bigint generated always as identity primary key,
    user_id bigint not null,
    cabinet text not null,
    page text not null,
    block text not null,
    name text not null check (length(name) between 1 and 60),
    query text not null check (length(query) <= 2000),
    created_at timestamptz not null default lib.moment(),
    unique (user_id, cabinet, page, block, name)
);
comment on table cabinet.saved_filters is
'Filters of lists that a person saved under a name: the query part of the page''s address @secret';

create table cabinet.form_tokens (
    token uuid primary key,
    user_id bigint,
    action text not null,
    outcome jsonb,
    created_at timestamptz not null default now()
);
create index form_tokens_created on cabinet.form_tokens (created_at);
comment on table cabinet.form_tokens is 'One-time tokens of sent forms with their outcome: a repeated POST does nothing twice @secret';

create table cabinet.drafts (
    draft_key text primary key,
    user_id bigint,
    path text not null,
    fields jsonb not null,
    created_at timestamptz not null default now()
);
create index drafts_user on cabinet.drafts (user_id, created_at);
comment on table cabinet.drafts is 'Typed text of a form whose sign-in expired, found again by a cookie and its person; user_id null: whoever signs in first @secret';

create table cabinet.files (
    file_id uuid primary key,
    user_id bigint,
    name text not null,
    media_type text not null,
    bytes bytea not null,
    thumbnail bytea,
    width integer,
    height integer,
    sha256 text not null,
    house_id bigint,
    premise_id bigint,
    order_id bigint,
    staff_id bigint,
    internal boolean not null default false,
    public boolean not null default false,
    created_at timestamptz not null default lib.moment()
);
create index files_order on cabinet.files (order_id) where order_id is not null;
create index files_premise on cabinet.files (premise_id) where premise_id is not null;
create index files_house on cabinet.files (house_id) where house_id is not null;
create index files_guests on cabinet.files (created_at)
where user_id is null and not public and num_nonnulls(house_id, premise_id, order_id, staff_id) = 0;
comment on table cabinet.files is
'Uploaded files. house_id, premise_id, order_id, staff_id: what it was attached to, by which it is seen; internal: staff only @secret';

create table cabinet.schedules (
    job text primary key,
    title text not null,
    function_name text not null check (function_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    every interval not null check (every >= interval '10 seconds'),
    next_at timestamptz not null default now(),
    enabled boolean not null default true
);
comment on table cabinet.schedules is 'Jobs of the worker: function_name is called without arguments every so often @secret';

create table cabinet.job_runs (
    job_run_id bigint generated always as identity primary key,
    job text not null references cabinet.schedules,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    error text,
    done bigint
);
create index job_runs_job on cabinet.job_runs (job, started_at desc);
comment on table cabinet.job_runs is 'Runs of jobs with their errors @secret';

create table cabinet.error_log (
    request_id text primary key,
    happened_at timestamptz not null default now(),
    cabinet text,
    place text,
    sqlstate text,
    message text,
    detail text
);
create index error_log_happened on cabinet.error_log (happened_at desc);
comment on table cabinet.error_log is 'Unexpected errors by request id; the person sees only the id @secret';

create table cabinet.access_log (
    access_id bigint generated always as identity primary key,
    happened_at timestamptz not null,
    user_id bigint,
    cabinet text not null,
    place text not null,
    parameters jsonb,
    address inet,
    request_id text
);
create index access_log_user on cabinet.access_log (user_id, happened_at desc);
create index access_log_happened on cabinet.access_log using brin (happened_at);
comment on table cabinet.access_log is 'Who read which block with personal data, and with what arguments (ФЗ-152) @secret';
