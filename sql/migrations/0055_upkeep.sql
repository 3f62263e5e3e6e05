-- Preventive plan: norms, checklists, crews, planned works and their results.

create table upkeep.checklists (
    checklist_id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
    title lib.title not null,
    title_en text,
    active boolean not null default true
);
comment on table upkeep.checklists is 'Checklists of inspections and works';

create table upkeep.checklist_points (
    point_id bigint generated always as identity primary key,
    checklist_id bigint not null references upkeep.checklists,
    position integer not null,
    title lib.title not null,
    title_en text,
    photo boolean not null default false,
    service_id bigint references desk.services,
    active boolean not null default true,
    check (not active or service_id is not null)
);
create index checklist_points_service on upkeep.checklist_points (service_id) where active;
create index checklist_points_list on upkeep.checklist_points (checklist_id, position);
comment on table upkeep.checklist_points is 'Points; photo: a defect needs one; service_id: the service of the order that a defect makes';

create table upkeep.norms (
    norm_id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
    title lib.title not null,
    title_en text,
    object_type text not null default 'house' references estate.object_types,
    conditions jsonb not null default '[]' check (jsonb_typeof(conditions) = 'array'),
    specialization text not null references people.specializations,
    times smallint not null default 1 check (times between 1 and 400),
    per_months smallint not null default 12 check (per_months between 1 and 240),
    months smallint[] not null default '{1,2,3,4,5,6,7,8,9,10,11,12}'
        check (months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}' and cardinality(months) > 0),
    due jsonb check (jsonb_typeof(due) = 'object'),
    lead_days smallint not null default 60 check (lead_days between 1 and 730),
    planned_minutes integer not null default 60 check (planned_minutes between 5 and 6000),
    people_count smallint not null default 1 check (people_count between 1 and 10),
    checklist_id bigint references upkeep.checklists,
    utility text,
    ground text not null,
    ground_en text,
    during daterange not null default '[2003-09-27,)',
    active boolean not null default true,
    position integer not null default 100,
    check (due is null or times = 1)
);
comment on table upkeep.norms is
'How often a work is due: times per per_months, in these months only; conditions: [{"attribute","operator","value"}] of the passport,
one that cannot be judged for want of the value keeps the house out of the plan; utility: the works stop it, so a notice is due.
due: by a day of the passport instead, {"on": date or year, "from": [dates or years], "every": number of years, "months": n}: the
day lies in on, else so long after the latest of from; then once in every, else per_months; done at most lead_days before it';

create table upkeep.crews (
    crew_id bigint generated always as identity primary key,
    name lib.title not null unique,
    zone_id bigint references estate.zones,
    specialization text not null references people.specializations,
    minutes_per_day integer not null default 420 check (minutes_per_day between 30 and 1440),
    active boolean not null default true
);
comment on table upkeep.crews is 'Crews (бригады): zone_id null serves the whole company; minutes_per_day: what the plan may fill';

create table upkeep.crew_members (
    crew_member_id bigint generated always as identity primary key,
    crew_id bigint not null references upkeep.crews,
    staff_id bigint not null references people.staff,
    during daterange not null check (not isempty(during)),
    exclude using gist (crew_id with =, staff_id with =, during with &&)
);
create index crew_members_staff on upkeep.crew_members (staff_id);
comment on table upkeep.crew_members is 'Who is in a crew, dated; one may be in several';

create table upkeep.plans (
    plan_id bigint generated always as identity primary key,
    year smallint not null check (year between 2000 and 2200),
    zone_id bigint references estate.zones,
    norms bigint[] not null,
    state text not null default 'making' check (state in ('making', 'draft', 'approving', 'approved', 'dropped', 'failed')),
    works_count integer not null default 0,
    moved_count integer not null default 0,
    unplaced_count integer not null default 0,
    gaps_count integer not null default 0,
    task_id bigint references cabinet.tasks,
    made_by bigint references people.users,
    made_at timestamptz not null default lib.moment(),
    approved_at timestamptz,
    error text
);
comment on table upkeep.plans is 'Plans of a year, for the company or a zone with its branch: drafts are shown before they are approved';

create table upkeep.works (
    work_id bigint generated always as identity primary key,
    plan_id bigint references upkeep.plans,
    norm_id bigint references upkeep.norms,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    object_id bigint references estate.objects,
    crew_id bigint references upkeep.crews,
    title lib.title not null,
    specialization text not null references people.specializations,
    state text not null default 'draft'
        check (state in ('draft', 'planned', 'in_progress', 'done', 'no_access', 'cancelled')),
    open boolean not null generated always as (state in ('planned', 'in_progress', 'no_access')) stored,
    span daterange not null,
    overdue_on date not null generated always as (upper(span)) stored,
    wanted_on date not null,
    starts_at timestamptz,
    ends_at timestamptz,
    planned_minutes integer not null check (planned_minutes > 0),
    people_count smallint not null default 1,
    staff_ids bigint[] not null default '{}',
    unplaced text check (unplaced in ('no_crew', 'few_people', 'too_long', 'no_room', 'busy', 'away')),
    moved_count smallint not null default 0,
    started_at timestamptz,
    done_at timestamptz,
    done_by bigint references people.staff,
    minutes integer check (minutes >= 0),
    result lib.note,
    act_number text unique,
    outage_id bigint,
    told_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default lib.moment(),
    check (starts_at < ends_at),
    check ((starts_at is null) = (cardinality(staff_ids) = 0)),
    check ((starts_at is null) = (ends_at is null)),
    check (state <> 'done' or done_at is not null)
);
create index works_house on upkeep.works (house_id, wanted_on);
create index works_plan on upkeep.works (plan_id, starts_at nulls first, work_id);
create index works_draft on upkeep.works (plan_id, work_id) where state = 'draft';
create index works_crew on upkeep.works (crew_id, starts_at);
create index works_open on upkeep.works (overdue_on) where state in ('planned', 'in_progress', 'no_access');
create index works_starts on upkeep.works (starts_at nulls first, overdue_on, work_id)
where state in ('planned', 'in_progress', 'no_access');
create index works_times on upkeep.works (starts_at desc nulls last, work_id) where state <> 'draft';
create index works_unplaced on upkeep.works (overdue_on, work_id)
where starts_at is null and state in ('planned', 'in_progress', 'no_access');
create index works_done on upkeep.works (done_at desc) where state = 'done';
create index works_done_by on upkeep.works (done_by, done_at) where state = 'done';
create index works_object on upkeep.works (object_id, wanted_on) where object_id is not null;
create index works_norm on upkeep.works (norm_id, house_id);
create index works_staff on upkeep.works using gin (staff_ids) where state in ('planned', 'in_progress', 'no_access');
comment on table upkeep.works is
'Planned works. span: the days the norm allows; wanted_on: the day the norm asks for; starts_at to ends_at: the booked time (its rows in
people.bookings, source planned_work, one per person) of staff_ids; unplaced: why it found no time. Overdue is derived: open and
overdue_on has come (a column, since row policies let no index be asked for upper(span)); told_at: when that was told';
create sequence upkeep.act_numbers;

create table upkeep.plan_bins (
    bin_id bigint generated always as identity primary key,
    plan_id bigint not null references upkeep.plans on delete cascade,
    crew_id bigint not null references upkeep.crews,
    day date not null,
    place smallint not null,
    team bigint[] not null,
    opens timestamp not null,
    time_zone text not null,
    minutes integer not null check (minutes > 0),
    taken integer not null default 0,
    lunch_after integer,
    lunch_minutes integer not null default 0,
    check (taken <= minutes)
);
create index plan_bins_day on upkeep.plan_bins (plan_id, day, place);
create index plan_bins_crew on upkeep.plan_bins (plan_id, crew_id);
comment on table upkeep.plan_bins is
'Free working time of crews while a plan is made: a piece of a day, its people, its minutes and how many of them are taken;
lunch_after: minutes of work before lunch, when lunch lies inside @secret';

create unlogged table upkeep.plan_needs (
    need_id bigint generated always as identity primary key,
    plan_id bigint not null references upkeep.plans on delete cascade,
    norm_id bigint not null,
    house_id bigint not null,
    entrance_id bigint,
    object_id bigint,
    crews bigint[] not null,
    span daterange not null,
    months smallint[] not null,
    wanted_on date not null,
    minutes integer not null,
    people smallint not null,
    bin_id bigint,
    starts_minute integer
);
create index plan_needs_wait on upkeep.plan_needs (plan_id, wanted_on) where bin_id is null;
create index plan_needs_norm on upkeep.plan_needs (plan_id, norm_id);
comment on table upkeep.plan_needs is 'What a plan that is being made must find time for; unlogged: a plan cut short is made anew @secret';

create table upkeep.work_events (
    event_id bigint generated always as identity primary key,
    work_id bigint not null references upkeep.works,
    house_id bigint not null,
    happened_at timestamptz not null default lib.moment(),
    kind text not null,
    user_id bigint references people.users,
    actor_name text not null,
    note text,
    details jsonb
);
create index work_events_work on upkeep.work_events (work_id, event_id);
comment on table upkeep.work_events is 'What happened to a planned work, append-only';

create table upkeep.work_points (
    work_id bigint not null references upkeep.works,
    point_id bigint not null references upkeep.checklist_points,
    house_id bigint not null,
    outcome text not null check (outcome in ('ok', 'defect', 'no_access')),
    note text,
    order_id bigint references desk.orders,
    staff_id bigint references people.staff,
    marked_at timestamptz not null default lib.moment(),
    primary key (work_id, point_id),
    check (outcome <> 'defect' or note is not null)
);
comment on table upkeep.work_points is 'Marked points of a checklist; order_id: the order that the defect became';

create table upkeep.work_files (
    work_id bigint not null references upkeep.works,
    file_id uuid not null references cabinet.files,
    house_id bigint not null,
    point_id bigint references upkeep.checklist_points,
    user_id bigint references people.users,
    added_at timestamptz not null default lib.moment(),
    primary key (work_id, file_id)
);
comment on table upkeep.work_files is 'Photos of a planned work and of its points';

create table upkeep.plan_loads (
    plan_id bigint not null references upkeep.plans on delete cascade,
    crew_id bigint not null references upkeep.crews,
    month smallint not null check (month between 1 and 12),
    works integer not null,
    minutes integer not null,
    primary key (plan_id, crew_id, month)
);
comment on table upkeep.plan_loads is 'What a plan gives each crew in each month, as it was made and then approved; works that are moved later do not count here';

create table upkeep.plan_gaps (
    plan_id bigint not null references upkeep.plans on delete cascade,
    house_id bigint not null references estate.houses,
    norm_id bigint not null references upkeep.norms,
    attributes text[] not null,
    rules text[] not null default '{}',
    primary key (plan_id, house_id, norm_id)
);
comment on table upkeep.plan_gaps is
'Houses that did not enter the plan. attributes: values without which the norm cannot be judged; rules: those of the object check that keep the house out';

do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'upkeep.works', 'upkeep.work_events', 'upkeep.work_points', 'upkeep.work_files', 'upkeep.plan_gaps'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (house_id = any (array(select people.visible_houses())))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    -- of the whole company, for those who work in it
    foreach v_table in array array['upkeep.plans', 'upkeep.plan_loads', 'upkeep.crews', 'upkeep.crew_members'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format('create policy staff on %s for select to sees_houses using ((select people.me() is not null))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    -- residents see the works of their house, drafts excepted
    create policy residents on upkeep.works for select to sees_premises
    using (house_id = any (array(select people.visible_houses())) and state <> 'draft');
end
$$;
