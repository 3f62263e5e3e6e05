-- A measuring set of N accounts: `sokol demo --accounts N`. Unlike the demo it is inserted and not lived: set by set,
-- with old dates, in minutes. It leaves every table as the procedures leave it (constraints, slots under capacity,
-- events of every move along the scenario, queues with their zone), beside whatever the
-- database already holds; names and addresses say that they are counted («Мерная»). No password: nobody signs in.
--
-- Shape per account: one flat, one owner with a relation and a payer's row, three orders over a year (of these about
-- 4 % open), each with its events, messages and, when done, report and rating. A house has 80 flats in 4 entrances; a
-- zone 25 houses, a manager and 8 performers. Photos are left out: their bytes would measure the disk.
drop schema if exists demo cascade;
create schema demo;

create table demo.scale_state (
    accounts integer not null,
    step integer not null default 0,
    mark text not null,
    first_house bigint,
    began timestamptz not null default clock_timestamp()
);

create function demo.scale_begin(
    p_accounts integer
)
returns void
language plpgsql
volatile
as $$
/* Notes how much is wanted: 1,000 … 100,000. */
begin
    if p_accounts not between 1000 and 100000 then
        raise exception 'accounts must be between 1000 and 100000';
    end if;
    -- a second set beside a first one has other addresses, numbers and telephones
    insert into demo.scale_state (accounts, mark)
    select p_accounts, (1 + count(*) filter (where h.slug like 'mernaya-%-1'))::text
    from estate.houses as h;
end
$$;

create function demo.scale_places(
    p_state demo.scale_state
)
returns void
language plpgsql
volatile
as $$
/* Zones, houses, entrances, flats, accounts. */
declare
    v_houses integer := ceil(p_state.accounts / 80.0);
begin
    insert into estate.zones (name)
    select 'Мерная ' || p_state.mark || '-' || n.n from generate_series(1, ceil(v_houses / 25.0)::integer) as n (n);

    insert into estate.houses (
        zone_id, slug, city, street, number, address, time_zone, floors_max, floors_min, entrances_count, premises_count,
        living_count, built_year, created_at
    )
    select
        z.zone_id, 'mernaya-' || p_state.mark || '-' || n.n, 'Мерный', 'Мерная ' || p_state.mark, n.n::text,
        'Мерный, Мерная ' || p_state.mark || ', ' || n.n, 'Asia/Vladivostok', 5, 5, 4, 80, 80, 1960 + n.n % 60,
        lib.moment() - interval '2 years'
    from generate_series(1, v_houses) as n (n)
    join estate.zones as z on z.name = 'Мерная ' || p_state.mark || '-' || 1 + (n.n - 1) / 25
    order by n.n;

    insert into estate.entrances (house_id, number, floors)
    select h.house_id, e.n, 5
    from estate.houses as h
    cross join generate_series(1, 4) as e (n)
    where h.slug like 'mernaya-' || p_state.mark || '-%'
    order by h.house_id, e.n;

    create table demo.flats as
    select
        row_number() over (order by h.house_id, f.n)::integer as n, h.house_id, h.zone_id, e.entrance_id, f.n as flat,
        null::bigint as premise_id, null::bigint as user_id
    from estate.houses as h
    cross join generate_series(1, 80) as f (n)
    join estate.entrances as e on e.house_id = h.house_id and e.number = 1 + (f.n - 1) / 20
    where h.slug like 'mernaya-' || p_state.mark || '-%'
    order by h.house_id, f.n
    limit p_state.accounts;

    insert into estate.premises (house_id, entrance_id, number, kind, floor, area)
    select f.house_id, f.entrance_id, f.flat::text, 'flat', 1 + (f.flat - 1) % 20 / 4, 30 + f.n % 50
    from demo.flats as f
    order by f.n;
    update demo.flats as f
    set premise_id = p.premise_id
    from estate.premises as p
    where p.house_id = f.house_id and p.number = f.flat::text and p.kind = 'flat';
    create unique index on demo.flats (n);
    create index on demo.flats (premise_id);

    insert into money.accounts (number, premise_id, house_id, kind, opened_on)
    select
        (700000000 + p_state.mark::integer * 1000000 + f.n)::text, f.premise_id, f.house_id, 'utility',
        (lib.moment() - interval '2 years')::date
    from demo.flats as f
    order by f.n;
    analyze demo.flats, estate.houses, estate.entrances, estate.premises, money.accounts;
end
$$;

create function demo.scale_people(
    p_state demo.scale_state
)
returns void
language plpgsql
volatile
as $$
/* Owners with relation and payer's row; per zone a manager and eight performers. */
declare
    v_since date := (lib.moment() - interval '2 years')::date;
begin
    insert into people.users (name, phone, email)
    select
        'Мерный ' || chr(1040 + f.n % 32) || 'лександр ' || f.n,
        '+79' || (p_state.mark::integer % 90 + 10) || lpad(f.n::text, 7, '0'), 'owner' || p_state.mark || '-' || f.n || '@scale.test'
    from demo.flats as f
    order by f.n;
    update demo.flats as f
    set user_id = u.user_id
    from people.users as u
    where u.email = 'owner' || p_state.mark || '-' || f.n || '@scale.test';
    insert into people.user_cabinets (user_id, cabinet) select f.user_id, 'resident' from demo.flats as f;
    insert into people.relations (user_id, premise_id, house_id, kind, share, during, grants)
    select f.user_id, f.premise_id, f.house_id, k.kind, 1, daterange(v_since, null), k.grants
    from demo.flats as f
    join people.relation_kinds as k on k.kind = 'owner'
    order by f.n;
    insert into people.payers (user_id, account_id, during)
    select f.user_id, a.account_id, daterange(v_since, null)
    from demo.flats as f
    join money.accounts as a on a.premise_id = f.premise_id and a.kind = 'utility';

    create table demo.hands as
    select
        z.zone_id, w.n, 'staff' || p_state.mark || '-' || z.zone_id || '-' || w.n || '@scale.test' as email,
        (array['plumber', 'plumber', 'electrician', 'lift_mechanic', 'carpenter', 'cleaner', 'heating', 'general'])[w.n] as trade,
        null::bigint as user_id, null::bigint as staff_id
    from estate.zones as z
    cross join generate_series(0, 8) as w (n)
    where z.name like 'Мерная ' || p_state.mark || '-%';
    insert into people.users (name, email)
    select case h.n when 0 then 'Мерный Менеджер ' else 'Мерный Мастер ' end || h.zone_id || '-' || h.n, h.email
    from demo.hands as h
    order by h.zone_id, h.n;
    update demo.hands as h set user_id = u.user_id from people.users as u where u.email = h.email;
    insert into people.user_cabinets (user_id, cabinet) select h.user_id, 'manager' from demo.hands as h;
    insert into people.staff (user_id, name, position, capacity, employed)
    select h.user_id, u.name, case h.n when 0 then 'Менеджер точки' else 'Мастер' end, 100, daterange(v_since, null)
    from demo.hands as h
    join people.users as u on u.user_id = h.user_id
    order by h.zone_id, h.n;
    update demo.hands as h set staff_id = s.staff_id from people.staff as s where s.user_id = h.user_id;
    insert into people.staff_specializations (staff_id, specialization, permit_until)
    select h.staff_id, h.trade, case when k.permit_required then (lib.moment() + interval '1 year')::date end
    from demo.hands as h
    join people.specializations as k on k.specialization = h.trade;
    insert into people.staff_scopes (staff_id, zone_id, during)
    select h.staff_id, h.zone_id, daterange(v_since, null) from demo.hands as h where h.n > 0;
    insert into people.zone_managers (zone_id, staff_id, during)
    select h.zone_id, h.staff_id, daterange(v_since, null) from demo.hands as h where h.n = 0;
    insert into people.duty_shifts (staff_id, during)
    select h.staff_id, tstzrange(lib.moment() - interval '1 day', lib.moment() + interval '20 days')
    from demo.hands as h
    where h.n > 0;
    analyze people.users, people.user_cabinets, people.relations, people.payers, people.staff, people.staff_specializations,
        people.staff_scopes, demo.flats, demo.hands;
end
$$;

create function demo.scale_plan()
returns void
language plpgsql
volatile
as $$
/*
Three orders a flat over the last year. state from the place of the order in time: the last two weeks are partly open;
an open one has a performer of the trade in the zone with a free slot, or stands in the queue.
*/
begin
    create table demo.services as
    select s.*, row_number() over (order by s.service_id) - 1 as n, t.amount, t.clock, t.ground
    from desk.services as s
    cross join lateral (
        select r.amount, r.clock, r.ground
        from desk.terms_resolve(s.service_id, s.priority, lib.moment(), 'Asia/Vladivostok') as r
    ) as t
    where s.active and s.specialization in (select h.trade from demo.hands as h);
    create unique index on demo.services (n);

    create table demo.planned as
    select
        p.n, p.flat_n, p.created_at, s.service_id, f.house_id, f.zone_id, f.entrance_id, f.premise_id, f.user_id,
        h.staff_id, h.user_id as hand_id, p.age,
        case
            when p.age < interval '3 days' then (array[
                'assigned', 'in_progress', 'waiting', 'completed', 'in_progress', 'new', 'closed', 'assigned'
            ])[1 + p.dice % 8]
            when p.age < interval '15 days' then (array[
                'closed', 'closed', 'closed', 'closed', 'completed', 'closed', 'in_progress', 'closed', 'closed',
                'waiting', 'deferred', 'closed', 'declined', 'closed', 'closed', 'closed'
            ])[1 + p.dice % 16]
            when p.dice % 25 = 0 then 'declined'
            else 'closed'
        end as state,
        p.dice, s.n as service_n
    from (
        select
            (f.n - 1) * 3 + k.n as n, f.n as flat_n, a.age, lib.moment() - a.age as created_at,
            ((f.n * 7919::bigint + k.n * 104729) % 9973)::integer as dice
        from demo.flats as f
        cross join generate_series(1, 3) as k (n)
        cross join lateral (
            select make_interval(secs => 60 + ((f.n * 48271::bigint + k.n * 69621) % 31536000)::integer) as age
        ) as a
    ) as p
    join demo.flats as f on f.n = p.flat_n
    join demo.services as s on s.n = p.dice % (select count(*) from demo.services)
    join lateral (
        select x.staff_id, x.user_id
        from demo.hands as x
        where x.zone_id = f.zone_id and x.trade = s.specialization
        order by (x.n + p.flat_n) % 2, x.n
        limit 1
    ) as h on true
    order by p.age desc, n;
    alter table demo.planned add primary key (n);

    -- nobody over capacity, one slot each: what does not fit is closed
    with places as (
        select p.n, row_number() over (partition by p.staff_id order by p.created_at, p.n) as slot
        from demo.planned as p
        join demo.services as s on s.service_id = p.service_id
        where p.state in ('assigned', 'in_progress', 'waiting', 'deferred') and s.priority <> 'emergency'
    )
    update demo.planned as p set state = 'closed' from places as l where l.n = p.n and l.slot > 90;
    alter table demo.planned add column slot smallint;
    with places as (
        select p.n, row_number() over (partition by p.staff_id order by p.created_at, p.n) as slot
        from demo.planned as p
        join demo.services as s on s.service_id = p.service_id
        where p.state in ('assigned', 'in_progress', 'waiting', 'deferred') and s.priority <> 'emergency'
    )
    update demo.planned as p set slot = l.slot from places as l where l.n = p.n;

    -- the ways through the scenario: one row a move, with its part of the time between filing and the end
    create table demo.ways (state text, place integer, from_state text, to_state text, part numeric, actor text);
    insert into demo.ways (state, place, from_state, to_state, part, actor) values
    ('assigned', 1, 'new', 'assigned', 0, 'routing'),
    ('in_progress', 1, 'new', 'assigned', 0, 'routing'), ('in_progress', 2, 'assigned', 'in_progress', 0.2, 'performer'),
    ('waiting', 1, 'new', 'assigned', 0, 'routing'), ('waiting', 2, 'assigned', 'in_progress', 0.2, 'performer'),
    ('waiting', 3, 'in_progress', 'waiting', 0.5, 'performer'),
    ('deferred', 1, 'new', 'assigned', 0, 'routing'), ('deferred', 2, 'assigned', 'deferred', 0.3, 'performer'),
    ('completed', 1, 'new', 'assigned', 0, 'routing'), ('completed', 2, 'assigned', 'in_progress', 0.2, 'performer'),
    ('completed', 3, 'in_progress', 'completed', 0.6, 'performer'),
    ('closed', 1, 'new', 'assigned', 0, 'routing'), ('closed', 2, 'assigned', 'in_progress', 0.2, 'performer'),
    ('closed', 3, 'in_progress', 'completed', 0.6, 'performer'), ('closed', 4, 'completed', 'closed', 1, 'author'),
    ('declined', 1, 'new', 'assigned', 0, 'routing'), ('declined', 2, 'assigned', 'declined', 0.5, 'author'),
    ('new', 1, 'new', 'new', 0, 'routing');
    if exists (
        select from demo.ways as w
        where w.from_state <> w.to_state and not exists (
            select
            from desk.moves as m
            join desk.scenarios as s on s.scenario = m.scenario and s.version = m.version and s.current
            where m.scenario = 'repair' and m.from_state = w.from_state and m.to_state = w.to_state and w.actor = any (m.actors)
        )
    ) then
        raise exception 'a way of the measuring set is not in the scenario';
    end if;
    alter table demo.planned add column done interval;
    update demo.planned as p
    set done = least(p.age * 0.95, make_interval(mins => 90 + p.dice * 7 % 3000));
    analyze demo.planned, demo.services;
end
$$;

create function demo.scale_orders(
    p_from integer,
    p_to integer
)
returns void
language plpgsql
volatile
as $$
/*
Orders of the plan with events, messages, reports, ratings. The trigger that lets an order be born only as routed rests
meanwhile: walking the states by updates would write each row four times. That every way is one of the scenario is
checked above, and by a test from the events.
*/
declare
    v_now timestamptz := lib.moment();
    v_version integer := (select s.version from desk.scenarios as s where s.scenario = 'repair' and s.current);
begin
    alter table desk.orders disable trigger orders_insert;
    create table demo.made as
    select
        nextval(pg_get_serial_sequence('desk.orders', 'order_id')) as order_id,
        nextval('desk.order_numbers') as number, p.created_at + greatest(s.amount, interval '1 hour') as due_at, p.*
    from demo.planned as p
    join demo.services as s on s.service_id = p.service_id
    where p.n between p_from and p_to
    order by p.created_at, p.n;
    insert into desk.orders (
        order_id, number, kind, service_id, scenario, scenario_version, state, open, priority, title, description, place,
        house_id, entrance_id, premise_id, zone_id, resident_id, author_id, assignee_id, queue_zone_id, slot,
        planned_minutes, created_at, due_at, due_ground, due_clock, due_amount, clock_started_at, responded_at,
        started_at, completed_at, closed_at, paused_at, late, waiting_reason, deferred_until
    )
    overriding system value
    select
        m.order_id, m.number, s.kind, s.service_id, 'repair', v_version, m.state, k.open, s.priority, s.title,
        'Мерная заявка ' || m.n, s.place, m.house_id,
        case when s.place in ('flat', 'entrance', 'lift') then m.entrance_id end, m.premise_id, m.zone_id, m.user_id,
        m.user_id, case when m.state <> 'new' then m.staff_id end, case when m.state = 'new' then m.zone_id end, m.slot,
        s.planned_minutes, m.created_at, m.due_at, s.ground, s.clock, s.amount, m.created_at,
        case when r.reached then m.created_at + m.done * 0.2 end, case when r.reached then m.created_at + m.done * 0.3 end,
        case when m.state in ('completed', 'closed') then m.created_at + m.done * 0.6 end,
        case m.state when 'closed' then m.created_at + m.done when 'declined' then m.created_at + m.done * 0.5 end,
        case m.state when 'waiting' then m.created_at + m.done * 0.5 when 'deferred' then m.created_at + m.done * 0.3 end,
        m.state in ('completed', 'closed') and m.created_at + m.done * 0.6 > m.due_at,
        case m.state when 'waiting' then 'material' end,
        case m.state when 'deferred' then v_now + interval '10 days' end
    from demo.made as m
    join demo.services as s on s.service_id = m.service_id
    join desk.states as k on k.state = m.state
    cross join lateral (select m.state in ('in_progress', 'waiting', 'completed', 'closed') as reached) as r
    order by m.order_id;
    alter table desk.orders enable trigger orders_insert;

    insert into desk.order_events (
        order_id, house_id, premise_id, happened_at, kind, from_state, to_state, user_id, actor, actor_name, note
    )
    select e.order_id, e.house_id, e.premise_id, e.happened_at, e.kind, e.from_state, e.to_state, e.who, e.actor, u.name, e.note
    from (
        select m.order_id, m.house_id, m.premise_id, m.created_at as happened_at, 'created' as kind, null as from_state,
            'new' as to_state, m.user_id as who, 'author' as actor, null as note, 0 as place
        from demo.made as m
        union all
        select
            m.order_id, m.house_id, m.premise_id, m.created_at + m.done * w.part::double precision,
            case w.actor when 'routing' then 'routed' else 'moved' end, w.from_state, w.to_state,
            case w.actor when 'performer' then m.hand_id when 'author' then m.user_id end, w.actor,
            case w.to_state when 'declined' then 'Уже исправили сами, спасибо.' when 'deferred' then 'По просьбе жителя' end, w.place
        from demo.made as m
        join demo.ways as w on w.state = m.state
    ) as e
    left join lateral (
        select coalesce((select n.name::text from people.users as n where n.user_id = e.who), 'Сокол') as name
    ) as u on true
    order by e.happened_at, e.order_id, e.place;

    insert into desk.messages (order_id, house_id, premise_id, user_id, author_name, author_role, body, by_staff, created_at)
    select
        m.order_id, m.house_id, m.premise_id, t.who, u.name, case t.n when 1 then 'performer' else 'resident' end,
        case t.n when 1 then 'Буду сегодня после обеда, кто-нибудь дома?' else 'Да, буду ждать.' end, t.n = 1,
        m.created_at + m.done * (0.2 + 0.02 * t.n)
    from demo.made as m
    cross join lateral (values (1, m.hand_id), (2, m.user_id)) as t (n, who)
    join people.users as u on u.user_id = t.who
    where m.state in ('in_progress', 'waiting', 'completed', 'closed') and m.dice % 2 = 0
    order by m.created_at, m.n, t.n;

    insert into desk.work_reports (order_id, house_id, premise_id, staff_id, note, minutes, act_number, reported_at)
    select m.order_id, m.house_id, m.premise_id, m.staff_id, 'Сделано', 20 + m.dice % 60, m.number || '-1', m.created_at + m.done * 0.6
    from demo.made as m
    where m.state in ('completed', 'closed')
    order by m.order_id;
    insert into desk.ratings (order_id, user_id, staff_id, house_id, premise_id, quality, speed, politeness, created_at)
    select m.order_id, m.user_id, m.staff_id, m.house_id, m.premise_id, 3 + m.dice % 3, 3 + m.dice % 3, 5, m.created_at + m.done
    from demo.made as m
    where m.state = 'closed' and m.dice % 3 = 0;
    drop table demo.made;
end
$$;

create function demo.step()
returns text
language plpgsql
volatile
as $$
/* Places, people, the plan, then 30,000 orders at a time, the planned works; null when everything is there. */
declare
    v_state demo.scale_state;
    v_size constant integer := 30000;
    v_from integer;
begin
    update demo.scale_state set step = step + 1 returning * into v_state;
    case v_state.step
        when 0 then
            return null;
        when 1 then
            perform demo.scale_places(v_state);
            return format('%s accounts in %s houses', v_state.accounts, ceil(v_state.accounts / 80.0));
        when 2 then
            perform demo.scale_people(v_state);
            return 'people: ready';
        when 3 then
            perform demo.scale_plan();
            return 'plan: ready';
        else
            v_from := (v_state.step - 4) * v_size + 1;
            if v_from > v_state.accounts * 3 then
                update people.staff as s set last_assigned_at = l.at
                from (select o.assignee_id, max(o.created_at) as at from desk.orders as o group by 1) as l
                where l.assignee_id = s.staff_id and s.staff_id in (select h.staff_id from demo.hands as h);
                update demo.scale_state set step = -1;
                return format('%s planned works', demo.scale_works(v_state));
            end if;
            perform demo.scale_orders(v_from, least(v_from + v_size - 1, v_state.accounts * 3));
            return format(
                '%s of %s orders, %s s', least(v_from + v_size - 1, v_state.accounts * 3), v_state.accounts * 3,
                round(extract(epoch from clock_timestamp() - v_state.began))
            );
    end case;
end
$$;
