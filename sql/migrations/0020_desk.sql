-- Service catalogue, scenarios, orders, routing, terms, conversation, rating.

create table desk.places (
    place text primary key,
    title text not null,
    title_en text not null,
    level text not null check (level in ('premise', 'entrance', 'house')),
    icon text not null,
    position smallint not null
);
comment on table desk.places is 'Where a problem may be, as the first step of a report asks; level: what the order hangs on';
insert into desk.places (place, title, title_en, level, icon, position) values
('flat', 'Квартира', 'Flat', 'premise', 'house-door', 1),
('entrance', 'Подъезд', 'Entrance', 'entrance', 'door-open', 2),
('lift', 'Лифт', 'Lift', 'entrance', 'arrow-down-up', 3),
('yard', 'Двор', 'Yard', 'house', 'tree', 4),
('house', 'Весь дом', 'Whole house', 'house', 'building', 5);

create table desk.priorities (
    priority text primary key,
    title text not null,
    title_en text not null,
    rank smallint not null,
    claim_within interval not null,
    claim_clock text not null check (claim_clock in ('calendar', 'working_hours'))
);
comment on table desk.priorities is 'Priorities: order of lists and how soon somebody must take an order';
insert into desk.priorities (priority, title, title_en, rank, claim_within, claim_clock) values
('emergency', 'Авария', 'Emergency', 1, '10 minutes', 'calendar'),
('high', 'Срочная', 'Urgent', 2, '30 minutes', 'calendar'),
('ordinary', 'Обычная', 'Ordinary', 3, '4 hours', 'working_hours');

create table desk.order_kinds (
    kind text primary key,
    title text not null,
    title_en text not null,
    scenario text not null
);
comment on table desk.order_kinds is 'Kinds of order and the scenario each begins with';
insert into desk.order_kinds (kind, title, title_en, scenario) values
('repair', 'Заявка', 'Repair request', 'repair');

create table desk.services (
    service_id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
    kind text not null default 'repair' references desk.order_kinds,
    place text not null references desk.places,
    category text not null,
    title text not null,
    title_en text,
    category_en text,
    specialization text not null references people.specializations,
    priority text not null default 'ordinary' references desk.priorities,
    advice text,
    advice_en text,
    proof_before boolean not null default false,
    proof_after boolean not null default true,
    planned_minutes integer not null default 60 check (planned_minutes > 0),
    frequent smallint,
    icon text,
    active boolean not null default true,
    import_id bigint references estate.imports,
    search text generated always as (
        lower(replace(title || ' ' || category || ' ' || coalesce(title_en, ''), 'ё', 'е'))
    ) stored,
    unique (place, category, title)
);
create index services_search on desk.services using gin (search ext.gin_trgm_ops);
create index services_place on desk.services (place, category, title) where active;
comment on table desk.services is
'Free services by place, category and problem. advice: what to do first, shown before the form; frequent: place among the six';

create table desk.terms (
    term_id bigint generated always as identity primary key,
    service_id bigint references desk.services,
    priority text references desk.priorities,
    kind text not null check (kind in ('response', 'resolution')),
    clock text not null check (clock in ('calendar', 'working_hours', 'working_days')),
    amount interval not null,
    ground text not null,
    ground_en text,
    during daterange not null default '[2003-09-27,)',
    check (num_nonnulls(service_id, priority) = 1)
);
create index terms_service on desk.terms (service_id, kind) where service_id is not null;
comment on table desk.terms is
'Limits by service, else by priority; clock working_days counts days of amount; ground: the legal ground shown beside the term';

create table desk.states (
    state text primary key,
    title text not null,
    title_en text not null,
    badge text not null check (badge in ('ok', 'warn', 'bad', 'info', 'muted', 'accent')),
    icon text not null,
    open boolean not null,
    terminal boolean not null,
    clock_runs boolean not null,
    position smallint not null
);
comment on table desk.states is 'States of orders; clock_runs: the resolution clock counts in this state';
insert into desk.states (state, title, title_en, badge, icon, open, terminal, clock_runs, position) values
('new', 'Новая', 'New', 'muted', 'plus-circle-fill', true, false, true, 1),
('assigned', 'Назначена', 'Assigned', 'info', 'person-check-fill', true, false, true, 2),
('in_progress', 'В работе', 'In progress', 'accent', 'wrench', true, false, true, 3),
('waiting', 'Ждёт', 'Waiting', 'warn', 'clock-fill', true, false, false, 4),
('deferred', 'Отложена', 'Deferred', 'warn', 'calendar-event', true, false, false, 5),
('merged', 'Объединена', 'Merged', 'muted', 'link-45deg', true, false, true, 6),
('completed', 'Выполнена', 'Done, to be checked', 'ok', 'check-circle-fill', false, false, false, 7),
('closed', 'Закрыта', 'Closed', 'ok', 'check-circle', false, true, false, 8),
('declined', 'Отклонена', 'Declined', 'bad', 'x-circle-fill', false, true, false, 9);

create table desk.scenarios (
    scenario text not null,
    version integer not null,
    title text not null,
    current boolean not null default true,
    primary key (scenario, version)
);
create unique index scenarios_current on desk.scenarios (scenario) where current;
comment on table desk.scenarios is 'Scenarios by version: an order keeps the version it began with';
insert into desk.scenarios (scenario, version, title) values ('repair', 1, 'Заявка на ремонт');

create table desk.moves (
    scenario text not null,
    version integer not null,
    from_state text not null references desk.states,
    to_state text not null references desk.states,
    actors text[] not null,
    requires text[] not null default '{}',
    title text not null,
    title_en text not null,
    primary key (scenario, version, from_state, to_state),
    foreign key (scenario, version) references desk.scenarios,
    check (actors <@ '{author,performer,manager,operator,supervisor,routing,job,outage}'),
    check (requires <@ '{reason,until,waiting_reason,photo_before,photo_after,assignee,main}')
);
comment on table desk.moves is
'The scenario as data: which state may follow which, by whom (actors), and what must be given (requires). Nothing else moves an order';

insert into desk.moves (scenario, version, from_state, to_state, actors, requires, title, title_en)
select 'repair', 1, m.from_state, m.to_state, m.actors::text[], m.requires::text[], m.title, m.title_en
from (values
('new', 'assigned', '{routing,performer,manager,operator,supervisor}', '{assignee}', 'Назначить', 'Assign'),
('new', 'in_progress', '{performer,manager,operator,supervisor}', '{assignee}', 'Взять в работу', 'Start'),
('new', 'deferred', '{manager,operator,supervisor}', '{until,reason}', 'Отложить', 'Defer'),
('new', 'declined', '{author,manager,operator,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('assigned', 'in_progress', '{performer,manager,operator,supervisor}', '{}', 'Начать', 'Start'),
('assigned', 'deferred', '{performer,manager,operator,supervisor}', '{until,reason}', 'Отложить', 'Defer'),
('assigned', 'declined', '{author,manager,operator,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('assigned', 'new', '{performer,manager,operator,supervisor,routing}', '{reason}', 'Вернуть в очередь', 'Return to queue'),
('in_progress', 'completed', '{performer,manager,supervisor}', '{photo_before,photo_after}', 'Выполнено', 'Done'),
('in_progress', 'deferred', '{performer,manager,supervisor}', '{until,reason}', 'Отложить', 'Defer'),
('in_progress', 'waiting', '{performer,manager,supervisor}', '{waiting_reason}', 'Поставить на ожидание', 'Put on hold'),
('in_progress', 'new', '{performer,manager,supervisor,routing}', '{reason}', 'Вернуть в очередь', 'Return to queue'),
('in_progress', 'declined', '{manager,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('waiting', 'in_progress', '{author,performer,manager,operator,supervisor}', '{}', 'Продолжить', 'Resume'),
('waiting', 'declined', '{author,manager,operator,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('deferred', 'new', '{job,performer,manager,operator,supervisor}', '{}', 'Вернуть в очередь', 'Return to queue'),
('deferred', 'declined', '{author,manager,operator,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('completed', 'closed', '{author,operator,job}', '{}', 'Сделано', 'Confirm'),
('completed', 'new', '{author,operator}', '{reason}', 'Не сделано, вернуть', 'Not done, return'),
('new', 'merged', '{manager,operator,supervisor}', '{main}', 'Объединить', 'Merge'),
('assigned', 'merged', '{manager,operator,supervisor}', '{main}', 'Объединить', 'Merge'),
('deferred', 'merged', '{manager,operator,supervisor}', '{main}', 'Объединить', 'Merge'),
('merged', 'new', '{job,manager,operator,supervisor}', '{}', 'Разъединить', 'Take apart'),
('merged', 'completed', '{job}', '{}', 'Сделано вместе', 'Done together'),
('merged', 'declined', '{author,manager,operator,supervisor}', '{reason}', 'Отклонить', 'Decline'),
('new', 'completed', '{outage}', '{}', 'Отключение закончено', 'Outage ended'),
('assigned', 'completed', '{outage}', '{}', 'Отключение закончено', 'Outage ended'),
('waiting', 'completed', '{outage}', '{}', 'Отключение закончено', 'Outage ended'),
('deferred', 'completed', '{outage}', '{}', 'Отключение закончено', 'Outage ended')
) as m (from_state, to_state, actors, requires, title, title_en);

create table desk.waiting_reasons (
    waiting_reason text primary key,
    title text not null,
    title_en text not null
);
comment on table desk.waiting_reasons is 'Why an order waits';
insert into desk.waiting_reasons (waiting_reason, title, title_en) values
('resident', 'ответа жителя', 'the resident''s answer'),
('no_access', 'доступа в квартиру', 'access to the flat'),
('material', 'материала', 'material'),
('contractor', 'подрядчика', 'a contractor'),
('supplier', 'поставщика ресурса', 'the utility supplier');

create sequence desk.order_numbers start 1001;

create table desk.orders (
    order_id bigint generated always as identity primary key,
    number bigint not null unique default nextval('desk.order_numbers'),
    kind text not null references desk.order_kinds,
    service_id bigint not null references desk.services,
    scenario text not null,
    scenario_version integer not null,
    state text not null references desk.states,
    open boolean not null,
    priority text not null references desk.priorities,
    emergency boolean generated always as (priority = 'emergency') stored,
    title text not null,
    description text,
    place text not null references desk.places,
    house_id bigint not null references estate.houses,
    entrance_id bigint references estate.entrances,
    premise_id bigint references estate.premises,
    zone_id bigint not null references estate.zones,
    resident_id bigint references people.users,
    author_id bigint references people.users,
    by_staff boolean not null default false,
    channel text not null default 'cabinet' check (channel in ('cabinet', 'phone', 'qr', 'visit', 'staff')),
    caller_name text,
    contact_phone text,
    access_note text,
    convenient text,
    assignee_id bigint references people.staff,
    queue_zone_id bigint references estate.zones,
    escalation smallint not null default 0,
    slot smallint,
    planned_minutes integer not null,
    created_at timestamptz not null default lib.moment(),
    response_due timestamptz,
    due_at timestamptz not null,
    due_ground text not null,
    due_clock text not null default 'calendar' check (due_clock in ('calendar', 'working_hours', 'working_days')),
    due_amount interval not null,
    ladder_at timestamptz,
    warned smallint not null default 0,
    responded_at timestamptz,
    paused_at timestamptz,
    on_way_at timestamptz,
    started_at timestamptz,
    waiting_reason text references desk.waiting_reasons,
    merged_into bigint references desk.orders,
    deferred_until timestamptz,
    clock_started_at timestamptz not null default lib.moment(),
    visit_from timestamptz,
    visit_to timestamptz,
    completed_at timestamptz,
    closed_at timestamptz,
    returned_count smallint not null default 0,
    late boolean not null default false,
    version integer not null default 1,
    foreign key (scenario, scenario_version) references desk.scenarios,
    check (open = (state in ('new', 'assigned', 'in_progress', 'waiting', 'deferred', 'merged'))),
    check ((state = 'merged') = (merged_into is not null)),
    check (state <> 'merged' or assignee_id is null and slot is null),
    check (state <> 'assigned' or assignee_id is not null),
    check (state <> 'deferred' or deferred_until is not null),
    check (state <> 'waiting' or waiting_reason is not null)
);
create index orders_assignee on desk.orders (assignee_id) include (planned_minutes, emergency) where open;
create index orders_created on desk.orders (created_at) include (service_id, priority, late);
create index orders_open_house on desk.orders (house_id, due_at) where open;
create index orders_open_due on desk.orders (emergency desc, due_at, order_id desc) where open;
create index orders_queue on desk.orders (queue_zone_id, created_at) where open and assignee_id is null;
create index orders_premise on desk.orders (premise_id, order_id desc);
create index orders_house on desk.orders (house_id, order_id desc);
create index orders_zone on desk.orders (zone_id, order_id desc);
create index orders_resident on desk.orders (resident_id, order_id desc);
create index orders_completed on desk.orders (completed_at) where state = 'completed';
create index orders_closed on desk.orders (closed_at) where closed_at is not null;
create index orders_deferred on desk.orders (deferred_until) where state = 'deferred';
create index orders_assignee_closed on desk.orders (assignee_id, closed_at desc) include (completed_at, late)
where not open;
create index orders_merged on desk.orders (merged_into) where merged_into is not null;
create index orders_ladder on desk.orders (ladder_at) where ladder_at is not null;
create unique index orders_slot on desk.orders (assignee_id, slot) where open and slot is not null;
comment on table desk.orders is
'Orders. premise_id: from where it was filed (who sees it); place, entrance_id, house_id: where the work is (routing).
queue_zone_id: the queue it stands in while nobody has it; null then means the supervisor''s. Only desk.order_move and its kin write here';
comment on column desk.orders.due_amount is 'The limit the resolution clock began with, in due_clock: a returned order gets it anew';
comment on column desk.orders.ladder_at is 'When nobody has accepted by then, the order climbs one step: zone manager, supervisor';
comment on column desk.orders.warned is 'Warnings of the term already given: 1 at 50 %, 2 at 80 %, 3 at 100 %';
comment on column desk.orders.paused_at is 'Since when the resolution clock stands (waiting, deferred); due_at moves when it goes on';
comment on column desk.orders.merged_into is
'The order it is done together with while it is merged: it keeps its own number, resident, talk and term, and nobody goes for it alone';
comment on column desk.orders.slot is 'Lowest free number of the assignee: with its unique index the second line behind the capacity check';

create type desk.candidate as (
    staff_id bigint,
    name text,
    narrow integer,
    duty boolean,
    taking boolean,
    stands_for bigint,
    open integer,
    capacity integer,
    minutes integer,
    idle_since timestamptz,
    barred text
);
comment on type desk.candidate is
'How a person was weighed by the routing (desk.route_choose). A row type and not jsonb: it is written with every order';

create table desk.order_events (
    event_id bigint generated always as identity primary key,
    order_id bigint not null references desk.orders,
    house_id bigint not null,
    premise_id bigint,
    happened_at timestamptz not null default lib.moment(),
    kind text not null,
    from_state text,
    to_state text,
    user_id bigint references people.users,
    actor text not null,
    actor_name text not null,
    note text,
    internal boolean not null default false,
    details jsonb,
    candidates desk.candidate[]
);
create index order_events_order on desk.order_events (order_id, event_id);
comment on table desk.order_events is
'Everything that happened to an order, append-only; actor_name is the display name of the moment; candidates of «routed»: how everybody was weighed, the best first';

create table desk.order_members (
    order_id bigint not null references desk.orders,
    staff_id bigint not null references people.staff,
    house_id bigint not null,
    role text not null check (role in ('co_performer', 'specialist')),
    added_at timestamptz not null default lib.moment(),
    removed_at timestamptz,
    minutes integer not null default 0,
    primary key (order_id, staff_id)
);
create index order_members_staff on desk.order_members (staff_id) where removed_at is null;
comment on table desk.order_members is 'co_performer: works too, own hours; specialist: added to the talk';

create table desk.messages (
    message_id bigint generated always as identity primary key,
    order_id bigint not null references desk.orders,
    house_id bigint not null,
    premise_id bigint,
    user_id bigint not null references people.users,
    author_name text not null,
    author_role text not null,
    body lib.note not null default '',
    internal boolean not null default false,
    by_staff boolean not null default false,
    created_at timestamptz not null default lib.moment()
);
create index messages_order on desk.messages (order_id, message_id);
comment on table desk.messages is 'Conversation of an order. internal: staff only. Nobody edits or deletes';

create table desk.order_files (
    order_id bigint not null references desk.orders,
    file_id uuid not null references cabinet.files,
    house_id bigint not null,
    premise_id bigint,
    stage text not null check (stage in ('problem', 'before', 'after', 'door', 'talk', 'act')),
    message_id bigint references desk.messages,
    internal boolean not null default false,
    user_id bigint references people.users,
    added_at timestamptz not null default lib.moment(),
    primary key (order_id, file_id)
);
create index order_files_message on desk.order_files (message_id) where message_id is not null;
comment on table desk.order_files is 'Photos and files of an order by stage';

create table desk.message_reads (
    order_id bigint not null references desk.orders,
    user_id bigint not null references people.users,
    read_until bigint not null,
    read_at timestamptz not null default lib.moment(),
    primary key (order_id, user_id)
);
comment on table desk.message_reads is 'Up to which message a person has read';

create table desk.work_items (
    work_item_id bigint generated always as identity primary key,
    specialization text not null references people.specializations,
    title text not null,
    title_en text not null,
    unique (specialization, title)
);
comment on table desk.work_items is 'Chips «what was done» of the work report';

create table desk.work_reports (
    work_report_id bigint generated always as identity primary key,
    order_id bigint not null references desk.orders,
    house_id bigint not null,
    premise_id bigint,
    staff_id bigint not null references people.staff,
    done text[] not null default '{}',
    note text,
    minutes integer not null check (minutes >= 0 and minutes <= 60 * 24 * 30),
    materials text,
    act_number text not null unique,
    reported_at timestamptz not null default lib.moment()
);
create index work_reports_order on desk.work_reports (order_id);
create index work_reports_premise on desk.work_reports (premise_id, work_report_id desc) where premise_id is not null;
create index work_reports_staff on desk.work_reports (staff_id, reported_at desc);
comment on table desk.work_reports is 'What the performer reported at completion: the ground of the act';

create table desk.ratings (
    order_id bigint primary key references desk.orders,
    user_id bigint not null references people.users,
    staff_id bigint references people.staff,
    house_id bigint not null,
    premise_id bigint,
    quality smallint check (quality between 1 and 5),
    speed smallint check (speed between 1 and 5),
    politeness smallint check (politeness between 1 and 5),
    tidiness smallint check (tidiness between 1 and 5),
    price smallint check (price between 1 and 5),
    comment text,
    by_staff boolean not null default false,
    created_at timestamptz not null default lib.moment(),
    changed_at timestamptz,
    mark numeric generated always as (
        (coalesce(quality, 0) + coalesce(speed, 0) + coalesce(politeness, 0) + coalesce(tidiness, 0) + coalesce(price, 0))::numeric
        / nullif(num_nonnulls(quality, speed, politeness, tidiness, price), 0)
    ) stored,
    check (num_nonnulls(quality, speed, politeness, tidiness, price) > 0 or comment is not null)
);
create index ratings_staff on desk.ratings (staff_id, created_at) include (quality, speed, politeness, tidiness);
create index ratings_house on desk.ratings (house_id);
comment on table desk.ratings is 'One rating per order and resident; a missing aspect means «не могу сказать»';
comment on column desk.ratings.mark is 'The mean of the aspects that were given';

create table desk.routing_rules (
    rule_id bigint generated always as identity primary key,
    position integer not null default 100,
    service_id bigint references desk.services,
    specialization text references people.specializations,
    zone_id bigint references estate.zones,
    house_id bigint references estate.houses,
    staff_id bigint not null references people.staff,
    active boolean not null default true,
    note text
);
comment on table desk.routing_rules is 'Explicit routing rules, the most specific first; null matches all';

create table desk.calls (
    call_id bigint generated always as identity primary key,
    started_at timestamptz not null default lib.moment(),
    staff_user_id bigint not null references people.users,
    phone text,
    house_id bigint references estate.houses,
    premise_id bigint references estate.premises,
    caller_user_id bigint references people.users,
    result text not null check (result in ('order', 'joined', 'advice', 'call_back')),
    order_id bigint references desk.orders,
    note text,
    call_back_by timestamptz
);
create index calls_started on desk.calls (started_at desc);
comment on table desk.calls is 'Journal of calls of the contact centre (Правила № 416, п. 10, 13)';

alter table cabinet.files add foreign key (order_id) references desk.orders;

-- The scenario table holds on every path, plain SQL of the owner included; what happened stays as it was. Signatures
-- frozen here, bodies in sql/procedures/desk.
create function desk.orders_guard()
returns trigger
language plpgsql security definer set search_path = ''
as $$ begin raise exception 'desk.orders_guard is not deployed'; end $$;

create function desk.history_guard()
returns trigger
language plpgsql security definer set search_path = ''
as $$ begin raise exception 'desk.history_guard is not deployed'; end $$;

create trigger orders_insert before insert on desk.orders
for each row when (new.state not in ('new', 'assigned')) execute function desk.orders_guard();
create trigger orders_update before update on desk.orders
for each row when (old.state <> new.state or not old.open or old.scenario <> new.scenario
    or old.scenario_version <> new.scenario_version)
execute function desk.orders_guard();
create trigger orders_delete before delete on desk.orders for each row execute function desk.orders_guard();
create trigger order_events_stay before update or delete on desk.order_events
for each row execute function desk.history_guard();
create trigger messages_stay before update or delete on desk.messages
for each row execute function desk.history_guard();
create trigger work_reports_stay before update or delete on desk.work_reports
for each row execute function desk.history_guard();

create function desk.orders_of_performer()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;
comment on function desk.orders_of_performer() is 'Orders where the acting person is owner or co-performer or specialist, open or recent';

do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'desk.orders', 'desk.order_events', 'desk.messages', 'desk.order_files', 'desk.work_reports', 'desk.ratings'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy residents on %s for select to sees_premises
             using (premise_id = any (array(select people.visible_premises()))%s)', v_table,
            case when v_table in ('desk.order_events', 'desk.messages', 'desk.order_files')
                then ' and not internal' else '' end);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (house_id = any (array(select people.visible_houses())))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    foreach v_table in array array['desk.order_members', 'desk.calls'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (house_id = any (array(select people.visible_houses())))', v_table);
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
    alter table desk.message_reads enable row level security;
    create policy own on desk.message_reads for select to sees_premises, sees_houses, sees_all
    using (user_id = (select people.me()));
end
$$;
