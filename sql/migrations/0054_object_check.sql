-- The automatic check of objects: rules as rows, findings, trend.

create table estate.check_rules (
    rule text primary key check (rule ~ '^[a-z][a-z0-9_]{1,110}$'),
    title lib.title not null,
    title_en text,
    object_type text not null default 'house' references estate.object_types,
    attribute text not null,
    fields text[],
    kind text not null check (kind in ('declarative', 'sql')),
    operator text check (operator in ('missing', '<', '<=', '=', '<>', '>', '>=', 'not_matches', 'not_in_options')),
    operand_attribute text,
    operand text,
    predicate text,
    value_sql text,
    other_sql text,
    severity text not null check (severity in ('error', 'warning')),
    core boolean not null default false,
    blocks_plan boolean not null default false,
    owner text not null default 'zone_manager' check (owner in ('zone_manager', 'supervisor', 'operator')),
    message text not null,
    message_en text,
    ground text,
    active boolean not null default true,
    derived boolean not null default false,
    error text,
    position integer not null default 100,
    check ((kind = 'sql') = (predicate is not null)),
    check ((kind = 'declarative') = (operator is not null))
);
comment on table estate.check_rules is
'Rules of the object check. A row that meets the condition is a finding. declarative: attribute operator (operand_attribute or
operand); sql: predicate over h, a row of estate.house_facts, entrance_facts, premise_facts or object_facts, written by whoever deploys. attribute: the field to mend;
core: the house counts as complete only without such findings; message: with {field}, {value}, {other}';
comment on column estate.check_rules.fields is
'Fields of a house that a rule asks for together: the first that is empty is the one to mend, else attribute';
comment on column estate.check_rules.value_sql is 'What {value} is, an expression over h; else the value of the field. By whoever deploys';
comment on column estate.check_rules.other_sql is 'What {other} is, an expression over h; else the value compared with. By whoever deploys';
comment on column estate.check_rules.derived is
'Made by the check out of a field of the passport, and judged by what that field demands now: required, range, pattern, options';
comment on column estate.check_rules.error is 'Why the rule could not be judged in the last run of everything';

create table estate.check_runs (
    check_run_id bigint generated always as identity primary key,
    source text not null check (source in ('button', 'import', 'night', 'edit')),
    user_id bigint references people.users,
    started_at timestamptz not null default lib.moment(),
    seconds numeric(8, 3),
    houses integer not null default 0,
    found integer not null default 0,
    appeared integer not null default 0,
    cleared integer not null default 0
);
comment on table estate.check_runs is 'Runs of the object check and what they changed';

create table estate.check_findings (
    finding_id bigint generated always as identity primary key,
    rule text not null references estate.check_rules,
    house_id bigint not null references estate.houses,
    object_id bigint references estate.objects,
    entrance_id bigint references estate.entrances on delete cascade,
    premise_id bigint references estate.premises on delete cascade,
    "value" text,
    other text,
    found_at timestamptz not null default lib.moment(),
    cleared_at timestamptz,
    staff_id bigint references people.staff,
    due_on date,
    excused_at timestamptz,
    excused_by bigint references people.users,
    excuse text,
    told_at timestamptz,
    version integer not null default 1,
    check ((excused_at is null) = (excuse is null)),
    check (num_nonnulls(object_id, entrance_id, premise_id) <= 1)
);
create unique index check_findings_open on estate.check_findings (rule, house_id, coalesce(object_id, entrance_id, premise_id, 0))
where cleared_at is null;
create index check_findings_entrance on estate.check_findings (entrance_id) where entrance_id is not null;
create index check_findings_premise on estate.check_findings (premise_id) where premise_id is not null;
create index check_findings_house on estate.check_findings (house_id);
create index check_findings_staff on estate.check_findings (staff_id) where cleared_at is null and staff_id is not null;
comment on table estate.check_findings is
'What is missing or impossible in a house, an entrance, a premise or an object. cleared_at: mended;
excuse: an exception with its reason, which then counts no more; staff_id: who is to mend it';

create type estate.finding_change as (
    change text,
    finding_id bigint,
    rule text,
    house_id bigint,
    subject_id bigint,
    "value" text,
    other text
);
comment on type estate.finding_change is 'What a run of the check changes: appeared, cleared, changed (another value) of one finding. subject_id: the entrance, premise or
object that the rule looks at; null: the house';

create table estate.check_days (
    day date not null,
    zone_id bigint not null references estate.zones,
    houses integer not null,
    complete integer not null,
    errors integer not null,
    warnings integer not null,
    primary key (day, zone_id)
);
comment on table estate.check_days is 'Trend: houses, complete houses and open findings by day and zone';

alter table estate.check_findings enable row level security;
create policy staff on estate.check_findings for select to sees_houses
using (house_id = any(array(select people.visible_houses())));
create policy company on estate.check_findings for select to sees_all using ((select people.sees_all()));
alter table estate.check_runs enable row level security;
create policy company on estate.check_runs for select to sees_all using ((select people.sees_all()));
alter table estate.check_days enable row level security;
create policy company on estate.check_days for select to sees_all using ((select people.sees_all()));
