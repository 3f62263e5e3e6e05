create function desk.order_create(
    p_service lib.service_ref,
    p_premise lib.premise_ref default null,
    p_house lib.house_ref default null,
    p_entrance lib.entrance_ref default null,
    p_description text default null,
    p_photos uuid[] default '{}',
    p_convenient text default null,
    p_access_note text default null,
    p_contact_phone text default null,
    p_channel text default 'cabinet',
    p_caller_name text default null,
    p_resident lib.user_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
/*
Files an order, routes it and tells who must know, in one transaction; returns its id.

A resident files from a premise of theirs that lets them (grant orders); without p_premise, from the address chosen in
the switcher. Staff file for any house they see, for a resident (p_resident) or for a caller known by name and phone:
then the order is «со слов». A guest files by a poster (channel qr): for an entrance or a house, without a person. Where the work is: flat, entrance or house as the service's place says.

Errors: not_found (foreign or wrong ids), order_no_grant, order_premise_needed, order_entrance_needed,
order_place_needed, order_limit, order_same_text, contact_phone_wrong, file_unknown.
*/
declare
    v_now timestamptz := lib.moment();
    v_cabinet text := people.my_cabinet();
    v_guest boolean := coalesce(v_cabinet, '') = 'guest' and p_channel = 'qr';
    v_me bigint := case when v_guest then null else people.me() end;
    v_by_staff boolean := v_cabinet not in ('resident', 'guest');
    v_service record;
    v_premise bigint := p_premise;
    v_house bigint := p_house;
    v_entrance bigint := p_entrance;
    v_resident bigint := p_resident;
    v_zone bigint;
    v_time_zone text;
    v_phone text;
    v_description text := nullif(trim(p_description), '');
    v_emergency boolean;
    v_term record;
    v_route record;
    v_order bigint;
    v_actor text;
    v_known bigint;
begin
    if v_me is null and not v_guest or v_cabinet = 'guest' and not v_guest or v_guest and p_premise is not null then
        perform cabinet.refuse('not_found');
    end if;
    select
        s.kind, s.place, s.priority, s.title, s.specialization, s.planned_minutes, p.level, c.scenario, c.version,
        coalesce((select u.name::text from people.users as u where u.user_id = v_me), 'Сокол') as actor_name,
        (select m.scope from cabinet.cabinets as m where m.cabinet = v_cabinet) as scope
    into v_service
    from desk.services as s
    join desk.places as p on p.place = s.place
    join desk.order_kinds as k on k.kind = s.kind
    left join desk.scenarios as c on c.scenario = k.scenario and c.current
    where s.service_id = p_service and s.active;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_service');
    end if;
    v_emergency := v_service.priority = 'emergency';

    if v_by_staff then
        v_actor := case when v_cabinet in ('operator', 'supervisor') then v_cabinet else 'manager' end;
    elsif v_guest then
        v_actor := 'author';
        v_resident := null;
    else
        v_actor := 'author';
        v_resident := v_me;
        v_premise := coalesce(v_premise, people.my_premise());
        if v_premise is null then
            perform cabinet.refuse('order_premise_needed', p_field => 'p_premise');
        end if;
    end if;

    -- the place, from the narrowest given
    if v_premise is not null then
        select p.house_id, o.entrance_id, e.entrance_id, coalesce(e.zone_id, h.zone_id), h.time_zone
        into v_house, v_entrance, v_known, v_zone, v_time_zone
        from estate.premises as p
        cross join lateral (
            select coalesce(case when v_service.level = 'entrance' then p_entrance end, p.entrance_id) as entrance_id
        ) as o
        join estate.houses as h on h.house_id = p.house_id
        left join estate.entrances as e on e.house_id = p.house_id and e.entrance_id = o.entrance_id
        where p.premise_id = v_premise and (p_house is null or p.house_id = p_house);
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_premise');
        end if;
    elsif coalesce(v_house, v_entrance) is null then
        perform cabinet.refuse('order_place_needed', p_field => 'p_house');
    else
        select h.house_id, e.entrance_id, coalesce(e.zone_id, h.zone_id), h.time_zone
        into v_house, v_known, v_zone, v_time_zone
        from estate.houses as h
        left join estate.entrances as e on e.house_id = h.house_id and e.entrance_id = v_entrance
        where h.house_id = coalesce(
            v_house, (select n.house_id from estate.entrances as n where n.entrance_id = v_entrance)
        );
    end if;
    if v_zone is null or v_known is distinct from v_entrance then
        perform cabinet.refuse('not_found', p_field => case when p_entrance is null then 'p_house' else 'p_entrance' end);
    end if;
    if v_service.level = 'house' then
        v_entrance := null;
    elsif v_service.level = 'premise' and v_premise is null then
        if exists (select from estate.premises as p where p.house_id = v_house) then
            perform cabinet.refuse('order_premise_needed', p_field => 'p_premise');
        end if;
    elsif v_service.level = 'entrance' and v_entrance is null then
        if exists (select from estate.entrances as e where e.house_id = v_house) then
            perform cabinet.refuse('order_entrance_needed', p_field => 'p_entrance');
        end if;
    end if;

    -- who may file here
    if v_by_staff then
        if v_service.scope <> 'sees_all' then
            if v_house not in (select people.visible_houses()) then
                perform cabinet.refuse('not_found', p_field => 'p_house');
            end if;
        end if;
        if v_resident is not null then
            -- of several, the flat of the oldest relation
            select r.premise_id
            into v_known
            from people.relations as r
            where
                r.user_id = v_resident and r.house_id = v_house and (v_premise is null or r.premise_id = v_premise)
                and r.during @> (v_now at time zone v_time_zone)::date
            order by r.relation_id
            limit 1;
            if not found then
                perform cabinet.refuse('order_resident_elsewhere', p_field => 'p_resident');
            end if;
            v_premise := coalesce(v_premise, v_known);
        end if;
    elsif v_guest then
        null;
    elsif v_premise not in (select people.visible_premises()) then
        perform cabinet.refuse('not_found', p_field => 'p_premise');
    elsif not exists (
        select from people.relations as r
        where
            r.user_id = v_me and r.premise_id = v_premise
            and r.during @> (v_now at time zone v_time_zone)::date and 'orders' = any (r.grants)
    ) then
        perform cabinet.refuse('order_no_grant', p_field => 'p_premise');
    end if;
    if nullif(trim(p_contact_phone), '') is not null then
        v_phone := lib.phone_digits(p_contact_phone);
        if v_phone is null then
            perform cabinet.refuse('contact_phone_wrong', p_field => 'p_contact_phone');
        end if;
    end if;
    if not v_by_staff and not v_guest and not v_emergency then
        perform desk.order_limit_check(v_me, p_service, v_description, v_time_zone);
    end if;

    -- a function that gives one row is assigned: as a query each would be set up and taken down
    v_term := desk.terms_resolve(p_service, v_service.priority, v_now, v_time_zone);
    v_route := desk.route_choose(
        p_service => p_service, p_specialization => v_service.specialization, p_emergency => v_emergency,
        p_house => v_house, p_entrance => v_entrance, p_zone => v_zone, p_due => v_term.due_at,
        p_time_zone => v_time_zone, p_minutes => v_service.planned_minutes
    );

    insert into desk.orders (
        kind, service_id, scenario, scenario_version, state, open, priority, title, description, place, house_id,
        entrance_id, premise_id, zone_id, resident_id, author_id, by_staff, channel, caller_name, contact_phone,
        access_note, convenient, assignee_id, queue_zone_id, slot, planned_minutes, created_at, response_due, ladder_at,
        due_at, due_ground, due_clock, due_amount, clock_started_at
    )
    values (
        v_service.kind, p_service, v_service.scenario, v_service.version,
        case when v_route.staff_id is null then 'new' else 'assigned' end, true, v_service.priority, v_service.title,
        v_description, v_service.place, v_house, v_entrance, v_premise, v_zone, v_resident, v_me, v_by_staff,
        case
            when p_channel <> 'cabinet' or not v_by_staff then p_channel
            when v_cabinet = 'operator' then 'phone'
            else 'staff'
        end,
        nullif(trim(p_caller_name), ''), v_phone, nullif(trim(p_access_note), ''), nullif(trim(p_convenient), ''),
        v_route.staff_id, v_route.queue_zone_id, v_route.slot, v_service.planned_minutes, v_now, v_term.response_due,
        v_term.response_due, v_term.due_at, v_term.ground, v_term.clock, v_term.amount, v_now
    )
    returning order_id into v_order;

    insert into desk.order_events (
        order_id, house_id, premise_id, happened_at, kind, from_state, to_state, user_id, actor, actor_name, internal,
        details, candidates
    )
    values
    (v_order, v_house, v_premise, v_now, 'created', null, 'new', v_me, v_actor, v_service.actor_name, false, null, null),
    (
        v_order, v_house, v_premise, v_now, 'routed', 'new',
        case when v_route.staff_id is null then 'new' else 'assigned' end, null, 'routing', 'Сокол', false,
        jsonb_build_object('staff_id', v_route.staff_id, 'queue_zone_id', v_route.queue_zone_id), v_route.scores
    );
    if cardinality(p_photos) > 0 then
        perform desk.files_attach(v_order, p_photos, 'problem');
    end if;
    perform talk.event_raise(
        'order_created', v_order, v_premise, v_house, p_by => v_me,
        p_stood => talk.order_stood(v_route.staff_id, v_route.queue_zone_id, v_term.due_at)
    );
    return v_order;
end
$$;
comment on function desk.order_create(
    lib.service_ref, lib.premise_ref, lib.house_ref, lib.entrance_ref, text, uuid[], text, text, text, text, text,
    lib.user_ref
) is 'Files an order and routes it
@decides';
