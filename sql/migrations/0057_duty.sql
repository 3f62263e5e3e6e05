-- Requests for leave, patterns of duty, exchange of shifts, permits, contractors.

create domain lib.pattern_ref as bigint;
create domain lib.swap_ref as bigint;
create domain lib.act_ref as bigint;
comment on domain lib.pattern_ref is 'Порядок дежурств
@seen people.patterns_seen';
comment on domain lib.swap_ref is 'Обмен сменами
@seen people.swaps_seen';
comment on domain lib.act_ref is 'Акт подрядчика
@seen people.acts_seen';
grant usage on type lib.pattern_ref, lib.swap_ref, lib.act_ref to public;

-- «сантехника нет»; who must be on duty at every hour
alter table people.specializations add column title_of text, add column on_duty boolean not null default false;
comment on column people.specializations.title_of is 'Genitive: «без сантехника»';
comment on column people.specializations.on_duty is 'Somebody of this trade must be on call at every hour: else the roster has a gap';
update people.specializations as s
set title_of = w.title_of, on_duty = s.specialization in ('plumber', 'electrician')
from (values
    ('plumber', 'сантехника'), ('electrician', 'электрика'), ('carpenter', 'плотника'), ('lift_mechanic', 'лифтёра'),
    ('cleaner', 'уборщика'), ('heating', 'теплотехника'), ('roofer', 'кровельщика'), ('general', 'мастера по общим работам')
) as w (specialization, title_of)
where w.specialization = s.specialization;

create table people.leave_requests (
    leave_request_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    kind text not null check (kind in ('vacation', 'sick', 'other')),
    note text,
    state text not null default 'new' check (state in ('new', 'approved', 'refused', 'withdrawn')),
    replacement_id bigint references people.staff,
    leave_id bigint references people.leaves,
    decided_by bigint references people.users,
    decided_at timestamptz,
    reason text,
    created_at timestamptz not null default lib.moment(),
    check (replacement_id <> staff_id)
);
create index leave_requests_new on people.leave_requests (created_at) where state = 'new';
create index leave_requests_staff on people.leave_requests (staff_id, leave_request_id desc);
comment on table people.leave_requests is 'What staff ask for; approving makes people.leaves';

create table people.duty_patterns (
    duty_pattern_id bigint generated always as identity primary key,
    title lib.title not null unique,
    title_en text,
    cycle_days smallint not null check (cycle_days between 1 and 28),
    days smallint[] not null,
    starts time not null,
    hours numeric(4, 2) not null check (hours > 0 and hours <= 48),
    on_call boolean not null default true,
    active boolean not null default true
);
comment on table people.duty_patterns is
'Patterns of duty: on these days of the cycle (1…cycle_days) a shift begins at starts and lasts hours; «сутки через трое» is days {1} of 4';
insert into people.duty_patterns (title, title_en, cycle_days, days, starts, hours) values
('Сутки через трое', '24 hours on, 72 off', 4, '{1}', '08:00', 24),
('Два через два, день', '2 on, 2 off, day', 4, '{1,2}', '08:00', 12),
('Два через два, ночь', '2 on, 2 off, night', 4, '{1,2}', '20:00', 12),
('Пятидневка', 'Five days a week', 7, '{1,2,3,4,5}', '08:00', 9);

create table people.shift_swaps (
    swap_id bigint generated always as identity primary key,
    shift_id bigint not null references people.duty_shifts on delete cascade,
    from_staff_id bigint not null references people.staff,
    to_staff_id bigint not null references people.staff,
    return_shift_id bigint references people.duty_shifts on delete cascade,
    note text,
    state text not null default 'asked' check (state in ('asked', 'agreed', 'confirmed', 'refused', 'withdrawn')),
    decided_by bigint references people.users,
    decided_at timestamptz,
    created_at timestamptz not null default lib.moment(),
    check (from_staff_id <> to_staff_id),
    check (return_shift_id <> shift_id)
);
create unique index shift_swaps_open on people.shift_swaps (shift_id) where state in ('asked', 'agreed');
create index shift_swaps_return on people.shift_swaps (return_shift_id) where return_shift_id is not null;
create index shift_swaps_to on people.shift_swaps (to_staff_id, state);
create index shift_swaps_from on people.shift_swaps (from_staff_id, state);
comment on table people.shift_swaps is
'A colleague is asked to take a shift, perhaps for one of theirs; they agree, the manager confirms';

create table people.permits (
    permit_id bigint generated always as identity primary key,
    staff_id bigint not null references people.staff,
    specialization text references people.specializations,
    title lib.title not null,
    number text,
    issued_on date not null,
    valid_until date not null,
    file_id uuid references cabinet.files,
    warned_days smallint,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    created_at timestamptz not null default lib.moment(),
    check (issued_on <= valid_until)
);
create index permits_staff on people.permits (staff_id, valid_until);
create index permits_end on people.permits (valid_until) where withdrawn_at is null;
comment on column people.permits.warned_days is 'The last warning told: 30, 7 or 0 days before the end';
comment on table people.permits is
'Permits of staff (electrical safety, work at height, lifts); the last valid one of a trade stands in staff_specializations.permit_until';

create table people.contractors (
    contractor_id bigint generated always as identity primary key,
    staff_id bigint not null unique references people.staff,
    name lib.title not null,
    inn text check (inn ~ '^(\d{10}|\d{12})$'),
    contact_name text,
    phone text,
    email text,
    contract_number text not null,
    contract_on date not null,
    during daterange not null check (not isempty(during)),
    responds_within interval,
    note lib.note,
    warned_days smallint,
    created_at timestamptz not null default lib.moment()
);
comment on table people.contractors is
'Firms as performers: each is a staff row (trade, scope, capacity, bookings as everybody), employed for the term of its contract';
comment on constraint contractors_inn_check on people.contractors is 'ИНН: 10 цифр у организации, 12 у предпринимателя';

create table people.contractor_acts (
    contractor_act_id bigint generated always as identity primary key,
    contractor_id bigint not null references people.contractors,
    order_id bigint references desk.orders,
    work_id bigint references upkeep.works,
    number text not null,
    acted_on date not null,
    amount lib.rub not null check (amount >= 0),
    file_id uuid references cabinet.files,
    accepted_at timestamptz,
    accepted_by bigint references people.users,
    refused_reason text,
    paid_on date,
    created_at timestamptz not null default lib.moment(),
    unique (contractor_id, number)
);
comment on table people.contractor_acts is 'Acts of contractors, accepted or refused with a reason';
comment on constraint contractor_acts_contractor_id_number_key on people.contractor_acts is 'Акт с этим номером от подрядчика уже есть';

-- Whose leave, permits and contracts a manager or performer sees: signature frozen here, body in sql/procedures/people.
create function people.visible_staff()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['people.leave_requests', 'people.permits', 'people.contractors'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (staff_id = any (array(select people.visible_staff())))', v_table);
    end loop;
    alter table people.shift_swaps enable row level security;
    create policy staff on people.shift_swaps for select to sees_houses
    using (from_staff_id = any(array(select people.visible_staff())));
    create policy asked on people.shift_swaps for select to sees_houses
    using (to_staff_id = any(array(select people.visible_staff())));
    alter table people.contractor_acts enable row level security;
    create policy staff on people.contractor_acts for select to sees_houses
    using (contractor_id = any(array(select c.contractor_id from people.contractors as c)));
    foreach v_table in array array[
        'people.leave_requests', 'people.shift_swaps', 'people.permits', 'people.contractors', 'people.contractor_acts'] loop
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
end
$$;
