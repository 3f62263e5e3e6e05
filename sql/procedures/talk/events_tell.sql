create function talk.events_tell(
    p_events bigint[]
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
/*
Tells everybody concerned of these events, in their order: bell notices and e-mails into the outbox; returns how many
events it told. Who is told, by which channels and in which words are rows (talk.event_recipients, texts
event.<kind>.<audience>). Once per person and event whatever their parts in it: the first audience in the order below
wins. Who did it is not told, unless the row says himself. A channel that a person switched off stays silent, except for
kinds that may not be switched off. E-mails of not urgent kinds wait out the person's quiet hours (talk.channel_from).

Whom an event concerns is judged by how the order stood and by the relations and roster of the day when it was raised.
One transaction at a time tells (the advisory lock), so notices come in the order of events; notices and the mark told_at are
one transaction, so a worker killed half way has told nothing, and the next one tells it all, once. Notices to staff about
an order that was closed or declined are settled with it.
*/
declare
    v_now timestamptz := lib.moment();
    v_address text := (
        select rtrim(s.value, '/') from cabinet.settings as s where s.key = 'public_address' and s.value <> ''
    );
    v_events bigint[];
begin
    perform pg_advisory_xact_lock(hashtextextended('talk.events_tell', 0));
    v_events := array(
        select e.event_id
        from talk.events as e
        where e.event_id = any (p_events) and e.told_at is null
        for no key update
    );

    with raised as materialized (
        select
            e.event_id, e.kind, e.object_id, e.user_id, e.by_id, e.premise_id, e.details, e.stood, e.raised_at,
            o.order_id, o.number, o.zone_id, o.resident_id,
            (e.stood ->> 'assignee_id')::bigint as assignee_id,
            (e.stood ->> 'queue_zone_id')::bigint as queue_zone_id,
            (e.raised_at at time zone z.time_zone)::date as day,
            k.title, k.title_en, k.may_switch_off, k.urgent, z.time_zone
        from talk.events as e
        join talk.event_kinds as k on k.kind = e.kind
        left join desk.orders as o on k.object = 'order' and o.order_id = e.object_id
        left join estate.houses as h on h.house_id = e.house_id
        cross join lateral (select coalesce(h.time_zone, 'Europe/Moscow') as time_zone) as z
        where e.event_id = any (v_events)
    ),

    affected as materialized (
        select r.event_id, d.user_id
        from raised as r
        cross join lateral talk.outage_affected(array[r.object_id], r.day) as d
        where exists (
            select from talk.event_recipients as a where a.kind = r.kind and a.audience = 'affected'
        )
    ),

    concerned as (
        select distinct on (r.event_id, f.user_id)
            r.event_id, f.user_id, a.audience, a.channels, a.page,
            u.email, u.language, case when u.language = 'en' then 'en' else 'ru' end as words
        from raised as r
        join talk.event_recipients as a on a.kind = r.kind
        cross join lateral (
            select r.user_id
            where a.audience = 'person'
            union all
            select r.resident_id
            where a.audience = 'resident'
            union all
            select l.user_id
            from people.relations as l
            where
                a.audience = 'household'
                and l.premise_id = r.premise_id and l.during @> r.day and 'orders' = any (l.grants)
            union all
            select t.user_id
            from people.staff as t
            where a.audience = 'performer' and t.staff_id = r.assignee_id
            union all
            select t.user_id
            from desk.order_members as m
            join people.staff as t on t.staff_id = m.staff_id
            where
                a.audience = 'members'
                and m.order_id = r.order_id and (m.removed_at is null or m.removed_at > r.raised_at)
            union all
            select t.user_id
            from people.zone_managers as z
            join people.staff as t on t.staff_id = z.staff_id
            where
                a.audience = 'queue_managers'
                and r.assignee_id is null and z.zone_id = r.queue_zone_id and z.during @> r.day
            union all
            (
                select t.user_id
                from unnest(estate.zone_path(r.zone_id)) with ordinality as p (zone_id, n)
                join people.zone_managers as z on z.zone_id = p.zone_id and z.during @> r.day
                join people.staff as t on t.staff_id = z.staff_id
                where a.audience = 'zone_manager'
                order by p.n
                limit 1
            )
            union all
            -- a new order is the supervisors' only when it stands in their queue
            select c.user_id
            from people.user_cabinets as c
            where
                a.audience = 'operators' and c.cabinet = 'operator'
                or a.audience = 'supervisors' and c.cabinet = 'supervisor' and (
                    r.kind not in ('order_created', 'order_queued')
                    or r.assignee_id is null and r.queue_zone_id is null
                )
            union all
            -- those whom an outage concerns: set-based over all its places, once a person
            select d.user_id
            from affected as d
            where a.audience = 'affected' and d.event_id = r.event_id
        ) as f
        join people.users as u on u.user_id = f.user_id
        where (a.himself or f.user_id is distinct from r.by_id)
        order by
            r.event_id, f.user_id,
            array_position(
                '{person,resident,affected,household,performer,members,queue_managers,zone_manager,operators,supervisors}'::text[],
                a.audience
            )
    ),

    worded as materialized (
        select
            w.event_id, w.words,
            coalesce(talk.order_values(r.order_id, w.words, r.stood, r.raised_at), '{}') || r.details as fields
        from (select distinct c.event_id, c.words from concerned as c) as w
        join raised as r on r.event_id = w.event_id
    ),

    written as materialized (
        select
            r.event_id, r.kind, r.number, r.raised_at, r.may_switch_off, r.urgent, r.time_zone,
            case when c.words = 'en' then r.title_en else r.title end as title,
            c.user_id, c.channels, c.email, lib.pattern_fill(t.text, w.fields) as body,
            case
                when c.page !~ '\{(cabinet|office)\}' then replace(c.page, '{id}', coalesce(r.object_id::text, ''))
                -- who has no cabinet has no page either: a firm, a person who only owns
                else (
                    select lib.pattern_fill(c.page, jsonb_build_object(
                        'id', r.object_id, 'cabinet', o.cabinet, 'office', o.cabinet,
                        'security', case when o.cabinet = 'resident' then 'security' else 'profile' end
                    ))
                    from unnest(people.cabinets_of(c.user_id)) as o (cabinet)
                    order by
                        o.cabinet = 'resident' and position('{office}' in c.page) > 0,
                        array_position('{resident,manager,operator,supervisor}'::text[], o.cabinet), o.cabinet
                    limit 1
                )
            end as page
        from concerned as c
        join raised as r on r.event_id = c.event_id
        join worded as w on w.event_id = c.event_id and w.words = c.words
        join people.users as u on u.user_id = c.user_id and u.blocked_at is null and not u.is_system
        cross join lateral (
            select x.text
            from cabinet.texts as x
            where x.key = 'event.' || r.kind || '.' || c.audience and x.language in (c.language, 'ru')
            order by x.language = c.language desc
            limit 1
        ) as t
    ),

    noticed as (
        insert into talk.notices (event_id, user_id, cabinet, kind, body, "goto", created_at)
        select w.event_id, w.user_id, split_part(w.page, '/', 2), w.kind, w.body, w.page, w.raised_at
        from written as w
        where
            'bell' = any (w.channels) and w.page is not null
            and (not w.may_switch_off or not exists (
                select from talk.preferences as f
                where f.user_id = w.user_id and f.kind = w.kind and f.channel = 'bell' and not f.enabled
            ))
        order by w.event_id, w.user_id
    ),

    mailed as (
        insert into talk.outbox (event_id, user_id, channel, destination, subject, body, due_at, created_at)
        select
            w.event_id, w.user_id, 'email', w.email, w.title || coalesce(': № ' || w.number, ''),
            w.body || case when w.page not like '/guest/%' and v_address is not null then e'\n\n' || v_address || w.page else '' end,
            talk.channel_from(w.user_id, 'email', w.urgent, w.time_zone), w.raised_at
        from written as w
        where
            'email' = any (w.channels) and w.email is not null
            and (not w.may_switch_off or not exists (
                select from talk.preferences as f
                where f.user_id = w.user_id and f.kind = w.kind and f.channel = 'email' and not f.enabled
            ))
        order by w.event_id, w.user_id
    )

    update talk.events as e
    set told_at = v_now, retry_at = null, error = null
    where e.event_id = any (v_events);

    -- of an order that is over there is nothing left to do: what staff had not read about it does not wait for them
    update talk.notices as n
    set read_at = v_now
    from (
        select e.event_id, '/' || c.cabinet || '/order?order=' || e.object_id as page
        from talk.events as e
        cross join (values ('manager'), ('operator'), ('supervisor')) as c (cabinet)
        where e.event_id = any (v_events) and e.kind in ('order_closed', 'order_declined')
    ) as over
    where n."goto" = over.page and n.event_id < over.event_id and n.read_at is null;
    return cardinality(v_events);
end
$$;
comment on function talk.events_tell(bigint[]) is 'Tells everybody concerned of these events
@for worker';
