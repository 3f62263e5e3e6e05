-- Company, zones, houses, entrances, premises.

create table estate.company (
    only_row boolean primary key default true check (only_row),
    name lib.title not null,
    legal_name text,
    inn text,
    created_at timestamptz not null default lib.moment()
);
comment on table estate.company is 'The managing company: one row. What it shows of itself is in cabinet.settings';

create table estate.zones (
    zone_id bigint generated always as identity primary key,
    parent_id bigint references estate.zones check (parent_id <> zone_id),
    name lib.title not null unique,
    created_at timestamptz not null default lib.moment()
);
comment on table estate.zones is 'Zones (точки) as a tree; who manages them is people.zone_managers';

create table estate.houses (
    house_id bigint generated always as identity primary key,
    zone_id bigint not null references estate.zones,
    slug text not null unique check (slug ~ '^[a-z0-9-]{2,80}$'),
    region text,
    city text not null,
    street text not null,
    number text not null,
    address text not null,
    search text generated always as (
        lower(replace(street, 'ё', 'е') || ' ' || number || ' ' || replace(city, 'ё', 'е'))
    ) stored,
    time_zone text not null default 'Europe/Moscow',
    latitude numeric(9, 6),
    longitude numeric(9, 6),
    built_year smallint check (built_year between 1700 and 2200),
    house_type text,
    wall_material text,
    floors_max smallint check (floors_max >= 0),
    floors_min smallint check (floors_min >= 0),
    entrances_count smallint check (entrances_count >= 0),
    premises_count integer check (premises_count >= 0),
    living_count integer check (living_count >= 0),
    non_living_count integer check (non_living_count >= 0),
    area_total numeric(12, 2) check (area_total >= 0),
    area_living numeric(12, 2) check (area_living >= 0),
    area_non_living numeric(12, 2) check (area_non_living >= 0),
    area_common numeric(12, 2) check (area_common >= 0),
    area_land numeric(12, 2) check (area_land >= 0),
    is_alarm boolean,
    overhaul_fund text,
    energy_class text,
    register_id text unique,
    register_row jsonb,
    import_id bigint,
    access_note text,
    created_at timestamptz not null default lib.moment()
);
create index houses_zone on estate.houses (zone_id);
create index houses_search on estate.houses using gin (search ext.gin_trgm_ops);
create index houses_order on estate.houses (street, number, house_id);
comment on table estate.houses is
'Apartment buildings. Passport values are null where the register says nothing; register_row keeps the row as it came';
comment on constraint houses_slug_key on estate.houses is 'У другого дома уже такой адрес страницы. Измените его';
comment on constraint houses_register_id_key on estate.houses is 'Дом с этим номером в реестре уже есть';

create table estate.entrances (
    entrance_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    number smallint not null check (number > 0),
    zone_id bigint references estate.zones,
    floors smallint,
    door_code text,
    report_code text unique default encode(ext.gen_random_bytes(6), 'hex'),
    unique (house_id, number),
    unique (house_id, entrance_id)
);
create index entrances_zone on estate.entrances (zone_id) where zone_id is not null;
comment on table estate.entrances is
'Entrances. zone_id: only where it differs from the house; report_code: the code of the QR poster in the entrance';

create table estate.premises (
    premise_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    entrance_id bigint,
    number text not null check (length(number) between 1 and 20),
    number_order integer generated always as (
        coalesce(nullif(regexp_replace(left(number, 9), '\D', '', 'g'), '')::integer, 0)
    ) stored,
    kind text not null default 'flat' check (kind in ('flat', 'room', 'office', 'parking', 'storage')),
    floor smallint,
    area numeric(12, 2) check (area > 0),
    access_note text,
    unique (house_id, number, kind),
    foreign key (house_id, entrance_id) references estate.entrances (house_id, entrance_id)
);
create index premises_entrance on estate.premises (entrance_id);
create index premises_order on estate.premises (house_id, number_order);
create index premises_flats on estate.premises (house_id) where kind = 'flat';
comment on table estate.premises is
'Flats and other premises. Its zone is the entrance''s, else the house''s: exactly one, since an entrance is of the same house';

create table estate.imports (
    import_id bigint generated always as identity primary key,
    kind text not null check (kind in ('houses', 'services')),
    file_name text not null,
    sha256 text not null,
    zone_id bigint references estate.zones,
    time_zone text,
    status text not null default 'checked' check (status in ('checked', 'loaded', 'undone')),
    rows_total integer not null default 0,
    rows_new integer not null default 0,
    rows_changed integer not null default 0,
    rows_same integer not null default 0,
    rows_refused integer not null default 0,
    user_id bigint,
    created_at timestamptz not null default lib.moment(),
    loaded_at timestamptz
);
comment on table estate.imports is 'Loaded registers: counts by outcome';

create table estate.import_rows (
    import_id bigint not null references estate.imports on delete cascade,
    line integer not null,
    row_key text,
    data jsonb not null,
    outcome text not null check (outcome in ('new', 'changed', 'same', 'refused')),
    reason text,
    primary key (import_id, line)
);
comment on table estate.import_rows is 'Rows of a load with the outcome and, when refused, the reason that names the value';

alter table estate.houses add foreign key (import_id) references estate.imports;
alter table cabinet.feature_overrides add foreign key (zone_id) references estate.zones;
alter table cabinet.feature_overrides add foreign key (house_id) references estate.houses;
alter table cabinet.files add foreign key (house_id) references estate.houses;
alter table cabinet.files add foreign key (premise_id) references estate.premises;
