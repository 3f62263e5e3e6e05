-- Objects of a house with attributes as data, repairs, redevelopments, emergencies, documents, the emergency sheet.

create table estate.object_types (
    object_type text primary key check (object_type ~ '^[a-z][a-z0-9_]{1,40}$'),
    title lib.title not null,
    title_en text,
    core boolean not null default false,
    level text not null default 'house' check (level in ('house', 'entrance', 'premise')),
    icon text not null default 'box',
    counted_by text,
    position integer not null default 100,
    active boolean not null default true
);
comment on table estate.object_types is
'Types of accounting objects. core: the house, the entrance and the premise themselves, whose values lie in their own table;
counted_by: the attribute of the house that says how many there are; level: what an object of the type stands in';

create table estate.attribute_groups (
    attribute_group text primary key check (attribute_group ~ '^[a-z][a-z0-9_]{1,40}$'),
    title lib.title not null,
    title_en text,
    position integer not null default 100
);
comment on table estate.attribute_groups is 'Sections of a passport';

create table estate.attributes (
    attribute_id bigint generated always as identity primary key,
    object_type text not null references estate.object_types,
    code text not null check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
    attribute_group text not null references estate.attribute_groups,
    title lib.title not null,
    title_en text,
    kind text not null check (kind in ('text', 'note', 'integer', 'number', 'year', 'boolean', 'date', 'option', 'options')),
    unit text,
    unit_en text,
    required boolean not null default false,
    minimum numeric,
    maximum numeric,
    pattern text,
    pattern_said text,
    pattern_said_en text,
    help text,
    help_en text,
    column_name text check (column_name = code),
    in_list boolean not null default false,
    position integer not null default 100,
    active boolean not null default true,
    unique (object_type, code),
    check (minimum <= maximum)
);
comment on table estate.attributes is
'Fields of a passport as rows. column_name: the value is the column of that name of the core table, else it lies under the code
in extra (core types) or in "values" (estate.objects). year: 1700 to its maximum, else two years from now. pattern_said: the pattern in words';

create table estate.attribute_options (
    attribute_id bigint not null references estate.attributes on delete cascade,
    code text not null,
    title lib.title not null,
    title_en text,
    words text[] not null default '{}',
    position integer not null default 100,
    primary key (attribute_id, code)
);
comment on table estate.attribute_options is 'Options of a field; words: how registers write them';

create type estate.read_value as (value jsonb, problem text);
comment on type estate.read_value is 'A value as it is kept, or what is wrong with what was written';

create type estate.value_change as (
    area text,
    object_key text,
    object_type text,
    title text,
    old_values jsonb,
    new_values jsonb,
    old_value text,
    new_value text
);
comment on type estate.value_change is
'A line of the history of a house or of what stands in it: fields by code as they are kept, and in words what is no field (a name, a place)';

alter table estate.houses add column extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object');
alter table estate.houses add column version integer not null default 1;
alter table estate.entrances add column extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object');
alter table estate.premises add column extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object');
alter table estate.entrances add column version integer not null default 1;
alter table estate.premises add column version integer not null default 1;

create table estate.objects (
    object_id bigint generated always as identity primary key,
    object_type text not null references estate.object_types,
    house_id bigint not null references estate.houses,
    entrance_id bigint,
    premise_id bigint references estate.premises,
    name lib.title not null,
    "values" jsonb not null default '{}' check (jsonb_typeof("values") = 'object'),
    search text generated always as (lower(replace(name::text || ' ' || "values"::text, 'ё', 'е'))) stored,
    installed_on date,
    retired_on date,
    import_id bigint references estate.imports,
    version integer not null default 1,
    created_at timestamptz not null default lib.moment(),
    check (retired_on >= installed_on),
    foreign key (house_id, entrance_id) references estate.entrances (house_id, entrance_id)
);
create index objects_house on estate.objects (house_id, object_type);
create index objects_type on estate.objects (object_type, object_id) where retired_on is null;
create index objects_search on estate.objects using gin (search ext.gin_trgm_ops);
comment on table estate.objects is 'Accounting objects of any type: lifts, meters of the house, playgrounds; values by attribute code';

create table estate.repairs (
    repair_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    premise_id bigint references estate.premises,
    object_id bigint references estate.objects,
    title lib.title not null,
    element text,
    capital boolean not null default false,
    state text not null check (state in ('planned', 'done', 'cancelled')),
    planned_year smallint check (planned_year between 1700 and 2200),
    started_on date,
    finished_on date,
    warranty_until date,
    cost lib.rub check (cost >= 0),
    performer_name text,
    note lib.note,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    check (finished_on >= started_on),
    check (state <> 'done' or finished_on is not null),
    check (state <> 'planned' or planned_year is not null)
);
create index repairs_house on estate.repairs (house_id, finished_on desc);
comment on table estate.repairs is 'Repairs of a house done and planned, current and capital';

create table estate.redevelopments (
    redevelopment_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    premise_id bigint not null references estate.premises,
    title lib.title not null,
    state text not null check (state in ('found', 'claimed', 'legalised', 'restored')),
    document text,
    found_on date not null,
    decided_on date,
    note lib.note,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    check (state <> 'legalised' or document is not null)
);
create index redevelopments_house on estate.redevelopments (house_id);
create index redevelopments_premise on estate.redevelopments (premise_id);
comment on table estate.redevelopments is 'Redevelopments (ЖК РФ, ст. 25–29): found, claimed, legalised by a document, or put back';

create table estate.emergencies (
    emergency_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    object_id bigint references estate.objects,
    happened_on date not null,
    title lib.title not null,
    cause text,
    consequences text,
    note lib.note,
    user_id bigint references people.users,
    created_at timestamptz not null default lib.moment()
);
create index emergencies_house on estate.emergencies (house_id, happened_on desc);
comment on table estate.emergencies is 'Accidents of a house that were before Sokol or beside its orders; those since are orders';

create table estate.house_files (
    house_id bigint not null references estate.houses,
    file_id uuid not null references cabinet.files,
    object_id bigint references estate.objects,
    premise_id bigint references estate.premises,
    kind text not null check (kind in ('photo', 'layout', 'document')),
    title lib.title not null,
    issued_on date,
    valid_until date,
    user_id bigint references people.users,
    added_at timestamptz not null default lib.moment(),
    primary key (house_id, file_id)
);
create index house_files_object on estate.house_files (object_id) where object_id is not null;
comment on table estate.house_files is 'Photos, layouts and documents of a house or of an object in it';

create table estate.emergency_points (
    point_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    kind text not null check (kind in ('valve', 'switchboard', 'key', 'roof', 'basement', 'gas', 'fire', 'other')),
    title lib.title not null,
    place_text lib.note not null,
    shuts text,
    keeper text,
    photo uuid references cabinet.files,
    position integer not null default 100,
    checked_on date
);
create index emergency_points_house on estate.emergency_points (house_id, position);
comment on table estate.emergency_points is
'The emergency sheet of a house: valves, switchboards, keys, where they are and what they shut; keeper: who has the key';

do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'estate.objects', 'estate.repairs', 'estate.redevelopments', 'estate.emergencies', 'estate.house_files',
        'estate.emergency_points'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (house_id = any (array(select people.visible_houses())))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    -- residents: the passport and the repairs of their house, photos and layouts without those of a neighbour's flat
    foreach v_table in array array['estate.objects', 'estate.repairs', 'estate.house_files'] loop
        execute format(
            'create policy residents on %s for select to sees_premises
             using (house_id = any (array(select people.visible_houses())) and (premise_id is null
                 or premise_id = any (array(select people.visible_premises()))))', v_table);
    end loop;
end
$$;
