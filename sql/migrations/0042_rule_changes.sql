-- History of the company's rules: every change of a rule keeps what was, what is, who and why.

create table cabinet.rule_changes (
    rule_change_id bigint generated always as identity primary key,
    area text not null check (area ~ '^[a-z][a-z_]*$'),
    object_key text not null,
    title text not null,
    old_value text,
    new_value text,
    object_type text,
    old_values jsonb,
    new_values jsonb,
    reason text not null check (length(reason) between 1 and 500),
    changed_at timestamptz not null default lib.moment(),
    user_id bigint references people.users,
    user_name text not null,
    check ((object_type is null) = (new_values is null))
);
create index rule_changes_area on cabinet.rule_changes (area, object_key, rule_change_id desc);
create index rule_changes_changed on cabinet.rule_changes (changed_at desc);
comment on table cabinet.rule_changes is
'Append-only history of rules (settings, options, services, terms, routing, texts …): area and object_key name the row. Of a house and
what stands in it, object_type: fields that changed as they are kept, old_values and new_values {code: value}, put into words for who reads';

alter table cabinet.rule_changes enable row level security;
create policy company on cabinet.rule_changes for select to sees_all using ((select people.sees_all()));

-- Lists of the office by time.
create index ratings_created on desk.ratings (created_at desc);
create index orders_completed_at on desk.orders (completed_at) include (zone_id, late)
where completed_at is not null;
create index calls_staff on desk.calls (staff_user_id, started_at desc);
create index calls_phone on desk.calls (phone, started_at desc) where phone is not null;
create index accounts_opened on money.accounts (opened_on desc, account_id desc);
create index accounts_open on money.accounts (kind) where closed_on is null;
create index accounts_closed on money.accounts (closed_on desc, account_id desc) where closed_on is not null;
create index relations_came on people.relations (lower(during) desc);
create index relations_left on people.relations (upper(during) desc) where not upper_inf(during);

-- «Who read the page of this person»: by the argument p_person of the block.
create index access_log_person on cabinet.access_log ((parameters ->> 'p_person'), access_id desc)
where parameters ? 'p_person';

-- The journal of calls: who was promised a call and got it.
alter table desk.calls add column called_back_at timestamptz;
create index calls_promised on desk.calls (call_back_by) where call_back_by is not null and called_back_at is null;

-- Lists of people in the order of names.
create index users_name on people.users (name, user_id);

-- Several objects at once, ticked from a list.
create domain lib.houses_ref as bigint[];
create domain lib.zones_ref as bigint[];
comment on domain lib.houses_ref is 'Дома';
comment on domain lib.zones_ref is 'Точки';
grant usage on type lib.houses_ref, lib.zones_ref to public;
