create function talk.event_raise(
    p_kind text,
    p_object bigint,
    p_premise bigint default null,
    p_house bigint default null,
    p_values jsonb default '{}',
    p_user bigint default null,
    p_by bigint default null
)
returns void
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
/*
The one door into messages. Says that something happened to an object; who is told, by which channels and in which words
are rows (talk.event_recipients, texts event.<kind>.<audience>). Bell notices at once, e-mails into the outbox; once per
person and event whatever their parts in it (the first audience in the order below wins). Who did it is not told, unless
the row says himself. A channel that a person switched off stays silent, except for kinds that may not be switched off.
E-mails of not urgent kinds wait out the quiet hours of the house (22–8).

Called from domain code, which acts as sokol_owner; a cabinet cannot raise events by itself.

p_values: fields of the texts beyond those of the object; for other objects than orders, p_premise or p_house say where,
p_user whom (audience person). p_by: who did it, where the caller knows already; else the acting person.
*/
declare
    v_now timestamptz := lib.moment();
    v_kind talk.event_kinds;
    v_event bigint;
    v_order desk.orders;
    v_premise bigint := p_premise;
    v_house bigint := p_house;
    v_time_zone text;
    v_today date;
    v_me bigint := coalesce(p_by, people.me());
    v_ru jsonb;
    v_en jsonb;
    v_mail_at timestamptz := v_now;
    v_path bigint[];
    v_recipient talk.event_recipients;
    v_found bigint[];
    v_user bigint;
    v_mail boolean := false;
    v_users bigint[] := '{}';
    v_audiences text[] := '{}';
begin
    select k.* into v_kind from talk.event_kinds as k where k.kind = p_kind;
    if v_kind.kind is null then
        raise exception 'no event kind %', p_kind;
    end if;
    if v_kind.object = 'order' then
        select o.* into v_order from desk.orders as o where o.order_id = p_object;
        v_premise := v_order.premise_id;
        v_house := v_order.house_id;
    elsif v_house is null and v_premise is not null then
        select p.house_id into v_house from estate.premises as p where p.premise_id = v_premise;
    end if;
    select h.time_zone into v_time_zone from estate.houses as h where h.house_id = v_house;
    v_time_zone := coalesce(v_time_zone, 'Europe/Moscow');
    v_today := (v_now at time zone v_time_zone)::date;
    if not v_kind.urgent and extract(hour from v_now at time zone v_time_zone) not between 8 and 21 then
        v_mail_at := (
            (v_now at time zone v_time_zone - interval '8 hours')::date + 1 + time '08:00'
        ) at time zone v_time_zone;
    end if;

    -- who: one small question per audience that the kind has, so that the common ones (resident, performer) stay cheap
    for v_recipient in
        select r.*
        from talk.event_recipients as r
        where r.kind = p_kind
        order by array_position(
            '{person,resident,household,performer,members,queue_managers,zone_manager,operators,supervisors}'::text[],
            r.audience
        )
    loop
        case v_recipient.audience
            when 'person' then
                v_found := array[p_user];
            when 'resident' then
                v_found := array[v_order.resident_id];
            when 'household' then
                v_found := array(
                    select l.user_id
                    from people.relations as l
                    where l.premise_id = v_premise and l.during @> v_today and 'orders' = any (l.grants)
                );
            when 'performer' then
                v_found := array(
                    select t.user_id from people.staff as t where t.staff_id = v_order.assignee_id
                );
            when 'members' then
                v_found := array(
                    select t.user_id
                    from desk.order_members as m
                    join people.staff as t on t.staff_id = m.staff_id
                    where m.order_id = v_order.order_id and m.removed_at is null
                );
            when 'queue_managers' then
                v_found := '{}';
                if v_order.assignee_id is null and v_order.queue_zone_id is not null then
                    v_found := array(
                        select t.user_id
                        from people.zone_managers as z
                        join people.staff as t on t.staff_id = z.staff_id
                        where z.zone_id = v_order.queue_zone_id and z.during @> v_today
                    );
                end if;
            when 'zone_manager' then
                v_path := estate.zone_path(v_order.zone_id);
                v_found := array(
                    select t.user_id
                    from people.zone_managers as z
                    join people.staff as t on t.staff_id = z.staff_id
                    where z.zone_id = any (v_path) and z.during @> v_today
                    order by array_position(v_path, z.zone_id)
                    limit 1
                );
            when 'operators' then
                v_found := array(select c.user_id from people.user_cabinets as c where c.cabinet = 'operator');
            else
                v_found := '{}';
                -- a new order is the supervisors' only when it stands in their queue
                if p_kind not in ('order_created', 'order_queued')
                    or (v_order.assignee_id is null and v_order.queue_zone_id is null)
                then
                    v_found := array(select c.user_id from people.user_cabinets as c where c.cabinet = 'supervisor');
                end if;
        end case;
        foreach v_user in array v_found loop
            if v_user is not null and v_user <> all (v_users)
                and (v_recipient.himself or v_user is distinct from v_me)
            then
                v_users := v_users || v_user;
                v_audiences := v_audiences || v_recipient.audience;
                v_mail := v_mail or 'email' = any (v_recipient.channels);
            end if;
        end loop;
    end loop;

    insert into talk.events (kind, object_id, house_id, premise_id, user_id, details, raised_at)
    values (p_kind, p_object, v_house, v_premise, p_user, coalesce(p_values, '{}'), v_now)
    returning event_id into v_event;
    if cardinality(v_users) = 0 then
        return;
    end if;
    v_ru := coalesce(p_values, '{}');
    v_en := v_ru;
    if v_kind.object = 'order' then
        v_ru := coalesce(talk.order_values(p_object, 'ru'), '{}') || v_ru;
        if exists (select from people.users as u where u.user_id = any (v_users) and u.language = 'en') then
            v_en := coalesce(talk.order_values(p_object, 'en'), '{}') || v_en;
        end if;
    end if;

    with written as (
        select
            u.user_id, r.channels, u.language, u.email,
            lib.pattern_fill(w.text, case when u.language = 'en' then v_en else v_ru end) as body,
            case when position('{cabinet}' in r.page) = 0 then replace(r.page, '{id}', coalesce(p_object::text, ''))
                else lib.pattern_fill(r.page, jsonb_build_object('id', p_object, 'cabinet', (
                    select c.cabinet from people.user_cabinets as c where c.user_id = u.user_id
                    order by array_position('{resident,manager,operator,supervisor}'::text[], c.cabinet), c.cabinet
                    limit 1
                )))
            end as page
        from unnest(v_users, v_audiences) as a (user_id, audience)
        join people.users as u on u.user_id = a.user_id
        join talk.event_recipients as r on r.kind = p_kind and r.audience = a.audience
        cross join lateral (
            select t.text
            from cabinet.texts as t
            where t.key = 'event.' || p_kind || '.' || a.audience and t.language in (u.language, 'ru')
            order by t.language = u.language desc
            limit 1
        ) as w
        where u.blocked_at is null and not u.is_system
    ),

    noticed as (
        insert into talk.notices (event_id, user_id, cabinet, kind, body, "goto", created_at)
        select v_event, w.user_id, split_part(w.page, '/', 2), p_kind, w.body, w.page, v_now
        from written as w
        where
            'bell' = any (w.channels)
            and (not v_kind.may_switch_off or not exists (
                select from talk.preferences as f
                where f.user_id = w.user_id and f.kind = p_kind and f.channel = 'bell' and not f.enabled
            ))
    )

    insert into talk.outbox (event_id, user_id, channel, destination, subject, body, due_at, created_at)
    select
        v_event, w.user_id, 'email', w.email,
        case when w.language = 'en' then v_kind.title_en else v_kind.title end
        || coalesce(': № ' || v_order.number, ''),
        w.body || coalesce(e'\n\n' || (
            select rtrim(s.value, '/') from cabinet.settings as s where s.key = 'public_address' and s.value <> ''
        ) || w.page, ''),
        v_mail_at, v_now
    from written as w
    where
        'email' = any (w.channels) and w.email is not null
        and (not v_kind.may_switch_off or not exists (
            select from talk.preferences as f
            where f.user_id = w.user_id and f.kind = p_kind and f.channel = 'email' and not f.enabled
        ));
end
$$;
comment on function talk.event_raise(text, bigint, bigint, bigint, jsonb, bigint, bigint) is
'The one door into messages: something happened, tell who must know
@internal';
