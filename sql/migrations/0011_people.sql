-- Users, credentials, sessions, relations to premises, staff.

create table people.users (
    user_id bigint generated always as identity primary key,
    name lib.person_name not null,
    phone text check (phone ~ '^\+7\d{10}$'),
    email text check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
    language text not null default 'ru' check (language in ('ru', 'en')),
    large_type boolean not null default false,
    preferred_channel text not null default 'bell' check (preferred_channel in ('bell', 'email', 'phone', 'paper')),
    note text,
    photo uuid references cabinet.files,
    blocked_at timestamptz,
    anonymised_at timestamptz,
    is_system boolean not null default false,
    search text generated always as (lower(replace(name::text, 'ё', 'е')) || ' ' || coalesce(phone, '')) stored,
    created_at timestamptz not null default lib.moment()
);
create unique index users_phone on people.users (phone) where phone is not null and blocked_at is null;
create unique index users_email on people.users (lower(email)) where email is not null and blocked_at is null;
create index users_search on people.users using gin (search ext.gin_trgm_ops);
comment on table people.users is 'People: names and phones leave only through people.contacts_for @secret';

create table people.credentials (
    user_id bigint not null references people.users,
    kind text not null check (kind in ('password', 'pin', 'totp')),
    account_id bigint,
    secret text not null,
    confirmed_at timestamptz,
    last_step bigint,
    changed_at timestamptz not null default lib.moment(),
    primary key (user_id, kind)
);
create unique index credentials_pin on people.credentials (account_id) where kind = 'pin';
comment on table people.credentials is
'Argon2 hashes of passwords and account PINs, TOTP secrets (RFC 6238); last_step: the TOTP step used last, never twice @secret';

create table people.user_cabinets (
    user_id bigint not null references people.users,
    cabinet text not null,
    rights text[] not null default '{}',
    granted_at timestamptz not null default lib.moment(),
    primary key (user_id, cabinet)
);
create index user_cabinets_cabinet on people.user_cabinets (cabinet) where cabinet <> 'resident';
comment on table people.user_cabinets is 'Which cabinets a person holds, with rights inside (for example administrator) @secret';

create table people.sessions (
    session_id bigint generated always as identity primary key,
    key_hash bytea not null unique,
    user_id bigint not null references people.users,
    started_at timestamptz not null default lib.moment(),
    last_seen_at timestamptz not null default lib.moment(),
    expires_at timestamptz not null,
    idle interval not null,
    rotated_from bigint references people.sessions,
    revoked_at timestamptz,
    address inet,
    device text,
    premise_id bigint references estate.premises
);
create index sessions_user on people.sessions (user_id) where revoked_at is null;
create index sessions_rotated on people.sessions (rotated_from) where rotated_from is not null;
comment on table people.sessions is
'key_hash = sha256 of the session key, which is the sha256 of the cookie; premise_id: the address chosen in the switcher @secret';

create table people.sign_in_attempts (
    attempt_id bigint generated always as identity primary key,
    login_hash bytea not null,
    address inet,
    success boolean not null,
    kind text not null default 'password',
    attempted_at timestamptz not null default lib.moment()
);
create index sign_in_attempts_login on people.sign_in_attempts (login_hash, attempted_at desc);
create index sign_in_attempts_address on people.sign_in_attempts (address, attempted_at desc);
comment on table people.sign_in_attempts is 'For lock-out by account and by address @secret';

create table people.one_time_codes (
    code_id bigint generated always as identity primary key,
    user_id bigint references people.users,
    purpose text not null check (purpose in ('sign_in', 'reset', 'contact', 'join', 'totp', 'link')),
    destination text not null,
    code_hash bytea not null,
    tries smallint not null default 0,
    created_at timestamptz not null default lib.moment(),
    expires_at timestamptz not null,
    used_at timestamptz,
    details jsonb not null default '{}'
);
create index one_time_codes_destination on people.one_time_codes (destination, created_at desc);
comment on table people.one_time_codes is 'Codes sent by e-mail: hash, five tries, ten minutes @secret';

create table people.consent_texts (
    consent_text_id bigint generated always as identity primary key,
    kind text not null,
    version integer not null,
    title text not null,
    body text not null,
    title_en text,
    body_en text,
    required boolean not null,
    valid_from date not null,
    unique (kind, version)
);
comment on table people.consent_texts is 'Texts of consents by version; each is a separate document (ФЗ-152, from 01.09.2025)';

create table people.consents (
    consent_id bigint generated always as identity primary key,
    user_id bigint not null references people.users,
    consent_text_id bigint not null references people.consent_texts,
    given_at timestamptz not null default lib.moment(),
    address inet,
    session_id bigint,
    withdrawn_at timestamptz
);
create index consents_user on people.consents (user_id);
comment on table people.consents is 'Given and withdrawn consents @secret';

create table people.relation_kinds (
    kind text primary key,
    title text not null,
    title_en text not null,
    grants text[] not null
);
comment on table people.relation_kinds is 'Kinds of relation to a premise and what each grants by default';
insert into people.relation_kinds (kind, title, title_en, grants) values
('owner', 'Собственник', 'Owner', '{orders,readings,bills,people}'),
('social_tenant', 'Наниматель', 'Social tenant', '{orders,readings,bills}'),
('renter', 'Съёмщик', 'Renter', '{orders,readings}'),
('relative', 'Родственник', 'Relative', '{orders,readings}');

create table people.relations (
    relation_id bigint generated always as identity primary key,
    user_id bigint not null references people.users,
    premise_id bigint not null references estate.premises,
    house_id bigint not null references estate.houses,
    kind text not null references people.relation_kinds,
    share numeric(7, 6) check (share > 0 and share <= 1),
    during daterange not null,
    grants text[] not null,
    invited_by bigint references people.users,
    created_at timestamptz not null default lib.moment(),
    exclude using gist (user_id with =, premise_id with =, during with &&)
);
create index relations_premise on people.relations (premise_id);
create index relations_user on people.relations (user_id);
create index relations_house on people.relations (house_id);
comment on table people.relations is 'Dated relation of a person to a premise with its own grants';

create table people.staff (
    staff_id bigint generated always as identity primary key,
    user_id bigint not null unique references people.users,
    name lib.person_name not null,
    position text not null,
    capacity smallint not null default 8 check (capacity between 0 and 100),
    employed daterange not null,
    last_assigned_at timestamptz
);
comment on table people.staff is
'Staff. name: the public display name, kept equal to people.users; capacity: open orders at most, emergencies do not count';

create table people.specializations (
    specialization text primary key,
    title text not null,
    title_en text not null,
    permit_required boolean not null default false
);
comment on table people.specializations is 'Trades';
insert into people.specializations (specialization, title, title_en, permit_required) values
('plumber', 'Сантехник', 'Plumber', false),
('electrician', 'Электрик', 'Electrician', true),
('carpenter', 'Плотник', 'Carpenter', false),
('lift_mechanic', 'Лифтёр', 'Lift mechanic', true),
('cleaner', 'Уборщик', 'Cleaner', false),
('heating', 'Теплотехник', 'Heating engineer', false),
('roofer', 'Кровельщик', 'Roofer', true),
('general', 'Мастер по общим работам', 'Handyman', false);

create table people.staff_specializations (
    staff_id bigint not null references people.staff,
    specialization text not null references people.specializations,
    permit_until date,
    primary key (staff_id, specialization)
);
comment on table people.staff_specializations is 'Trades of a staff member; permit_until where a permit is required';

create table people.staff_scopes (
    staff_scope_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    zone_id bigint references estate.zones,
    house_id bigint references estate.houses,
    entrance_id bigint references estate.entrances,
    during daterange not null,
    check (num_nonnulls(zone_id, house_id, entrance_id) = 1)
);
create index staff_scopes_staff on people.staff_scopes (staff_id);
create index staff_scopes_zone on people.staff_scopes (zone_id) where zone_id is not null;
create index staff_scopes_house on people.staff_scopes (house_id) where house_id is not null;
create index staff_scopes_entrance on people.staff_scopes (entrance_id) where entrance_id is not null;
comment on table people.staff_scopes is 'Where a specialist works: any set of zones, houses, entrances, may overlap';

create table people.zone_managers (
    zone_id bigint not null references estate.zones,
    staff_id bigint not null references people.staff,
    during daterange not null,
    exclude using gist (zone_id with =, during with &&)
);
create index zone_managers_staff on people.zone_managers (staff_id);
comment on table people.zone_managers is 'The responsible manager of a zone, one at a time';

create table people.duty_shifts (
    shift_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    zone_id bigint references estate.zones,
    on_call boolean not null default true,
    exclude using gist (staff_id with =, during with &&)
);
create index duty_shifts_during on people.duty_shifts using gist (during);
comment on table people.duty_shifts is 'Duty shifts; zone_id null: the whole company; on_call: takes emergencies';

create table people.leaves (
    leave_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    during daterange not null,
    kind text not null check (kind in ('vacation', 'sick', 'other')),
    replacement_id bigint references people.staff,
    exclude using gist (staff_id with =, during with &&)
);
comment on table people.leaves is 'Leave and illness with the replacement';

create table people.bookings (
    booking_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    during tstzrange not null check (not isempty(during)),
    source text not null check (source in ('visit', 'planned_work', 'shift', 'leave')),
    object_id bigint,
    exclude using gist (staff_id with =, during with &&)
);
comment on table people.bookings is 'All occupied time of a person; the constraint is the second line behind people.booking_take';

create table people.calendar_days (
    day date primary key,
    working boolean not null,
    shortened boolean not null default false,
    title text
);
comment on table people.calendar_days is
'Days that differ from the rule «Monday to Friday work»: holidays, moved days (ТК РФ ст. 112); the only calendar';

create table people.working_hours (
    weekday smallint primary key check (weekday between 1 and 7),
    opens time not null,
    closes time not null,
    lunch_from time,
    lunch_to time,
    check (opens < closes)
);
comment on table people.working_hours is 'Working hours by ISO weekday; a day without a row is a day off';
insert into people.working_hours (weekday, opens, closes, lunch_from, lunch_to)
select d.n, '08:00', '17:00', '12:00', '13:00' from generate_series(1, 5) as d (n);

create table people.join_codes (
    account_id bigint primary key,
    code_hash bytea not null,
    issued_at timestamptz not null default lib.moment()
);
comment on table people.join_codes is 'Hash of the code printed on the bill beside the account number @secret';

create table people.join_requests (
    request_id bigint generated always as identity primary key,
    house_id bigint not null references estate.houses,
    flat text not null,
    name lib.person_name not null,
    phone text not null,
    email text,
    proof text,
    relation_kind text not null default 'owner' references people.relation_kinds,
    status text not null default 'new' check (status in ('new', 'need_document', 'approved', 'refused')),
    answer_by timestamptz not null,
    track_code text not null unique default encode(ext.gen_random_bytes(9), 'hex'),
    reason text,
    decided_by bigint references people.users,
    decided_at timestamptz,
    created_at timestamptz not null default lib.moment()
);
create index join_requests_open on people.join_requests (created_at) where status in ('new', 'need_document');
create index join_requests_house on people.join_requests (house_id);
comment on table people.join_requests is 'Requests to join without a bill; the operator approves @secret';

alter table cabinet.files add foreign key (user_id) references people.users;
alter table cabinet.files add foreign key (staff_id) references people.staff;
alter table cabinet.setting_history add foreign key (user_id) references people.users;

create table money.accounts (
    account_id bigint generated always as identity primary key,
    number text not null unique check (number ~ '^[0-9]{5,20}$'),
    premise_id bigint not null references estate.premises,
    house_id bigint not null references estate.houses,
    kind text not null default 'utility' check (kind in ('utility', 'capital_repair', 'services')),
    opened_on date not null,
    closed_on date,
    check (closed_on >= opened_on)
);
create index accounts_premise on money.accounts (premise_id);
create index accounts_house on money.accounts (house_id);
comment on table money.accounts is 'Personal accounts: one premise each, a premise several';

create table people.payers (
    user_id bigint not null references people.users,
    account_id bigint not null references money.accounts,
    during daterange not null,
    exclude using gist (user_id with =, account_id with =, during with &&)
);
create index payers_account on people.payers (account_id);
comment on table people.payers is 'Who pays an account, dated @secret';

alter table people.credentials add foreign key (account_id) references money.accounts;
alter table people.join_codes add foreign key (account_id) references money.accounts;

-- Identity and sights: signatures frozen here, bodies in sql/procedures/people.
create function people.me()
returns bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return null; end $$;

create function people.visible_premises()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

create function people.visible_houses()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

create function people.visible_accounts()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

create function people.staff_houses(p_staff bigint)
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

create function people.sees_all()
returns boolean
language plpgsql stable security definer set search_path = ''
as $$ begin return false; end $$;

create function people.today()
returns date
language sql stable security definer set search_path = ''
as $$ select lib.moment()::date $$;

do $$
declare
    v_table text;
begin
    -- by house for staff and residents
    foreach v_table in array array['estate.houses', 'estate.entrances'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy residents on %s for select to sees_premises
             using (house_id = any (array(select people.visible_houses())))', v_table);
    end loop;
    foreach v_table in array array['estate.premises', 'people.relations'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy residents on %s for select to sees_premises
             using (premise_id = any (array(select people.visible_premises())))', v_table);
    end loop;
    -- an account by what was granted: a renter sees the flat and not its bills, a payer the bills and not the flat
    alter table money.accounts enable row level security;
    create policy residents on money.accounts for select to sees_premises
    using (account_id = any (array(select people.visible_accounts())));
    foreach v_table in array array[
        'estate.houses', 'estate.entrances', 'estate.premises', 'people.relations', 'money.accounts'] loop
        execute format(
            'create policy staff on %s for select to sees_houses
             using (house_id = any (array(select people.visible_houses())))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    -- staff tables: seen by staff scopes
    foreach v_table in array array[
        'people.staff', 'people.staff_specializations', 'people.staff_scopes', 'people.zone_managers',
        'people.duty_shifts', 'people.leaves', 'people.bookings'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses, sees_all
             using ((select people.me()) is not null)', v_table);
    end loop;
    -- residents see who comes: name and position
    create policy residents on people.staff for select to sees_premises
    using ((select people.me()) is not null);
end
$$;
