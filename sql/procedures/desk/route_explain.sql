create function desk.route_explain(
    p_service lib.service_ref,
    p_house lib.house_ref default null,
    p_entrance lib.entrance_ref default null,
    p_premise lib.premise_ref default null
)
returns table (
    staff_id bigint,
    staff_name text,
    "position" integer,
    chosen boolean,
    reason text,
    score jsonb,
    due_at timestamptz,
    queue_zone_id bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who would get such an order now and by when: one row per candidate in the order of the rule, with the reason in words;
one row without a person when it would go to a queue. For staff only; it is desk.route_choose itself, taking nothing.
*/
declare
    v_now timestamptz := lib.moment();
    v_service desk.services;
    v_house bigint := p_house;
    v_entrance bigint := p_entrance;
    v_zone bigint;
    v_time_zone text;
    v_level text;
    v_route record;
begin
    if people.my_cabinet() is null or people.my_cabinet() = 'resident' then
        return;
    end if;
    select s.* into v_service from desk.services as s where s.service_id = p_service;
    select p.level into v_level from desk.places as p where p.place = v_service.place;
    if p_premise is not null then
        select p.house_id, coalesce(p_entrance, p.entrance_id)
        into v_house, v_entrance
        from estate.premises as p where p.premise_id = p_premise;
    end if;
    v_house := coalesce(v_house, (select e.house_id from estate.entrances as e where e.entrance_id = v_entrance));
    if v_service.service_id is null or v_house is null
        or not (people.sees_all() or v_house in (select people.visible_houses()))
    then
        return;
    end if;
    if v_level = 'house' then
        v_entrance := null;
    end if;
    select coalesce(e.zone_id, h.zone_id), h.time_zone
    into v_zone, v_time_zone
    from estate.houses as h
    left join estate.entrances as e on e.house_id = h.house_id and e.entrance_id = v_entrance
    where h.house_id = v_house;
    select t.due_at into route_explain.due_at
    from desk.terms_resolve(p_service, v_service.priority, v_now, v_time_zone) as t;
    select r.*
    into v_route
    from desk.route_choose(
        p_service => p_service, p_specialization => v_service.specialization,
        p_emergency => v_service.priority = 'emergency', p_house => v_house, p_entrance => v_entrance,
        p_zone => v_zone, p_due => route_explain.due_at, p_time_zone => v_time_zone, p_take => false
    ) as r;
    queue_zone_id := v_route.queue_zone_id;
    if v_route.staff_id is null then
        "position" := 0;
        chosen := true;
        reason := desk.route_queue_text(v_route.queue_zone_id);
        return next;
    end if;
    return query
    select
        (c.score ->> 'staff_id')::bigint, c.score ->> 'name', s.n,
        (c.score ->> 'staff_id')::bigint = v_route.staff_id, desk.route_reason(c.score), c.score,
        route_explain.due_at, v_route.queue_zone_id
    from generate_subscripts(v_route.scores, 1) as s (n)
    cross join lateral (select jsonb_strip_nulls(to_jsonb(v_route.scores[s.n])) as score) as c
    order by s.n;
end
$$;
comment on function desk.route_explain(lib.service_ref, lib.house_ref, lib.entrance_ref, lib.premise_ref) is
'Who would get such an order now, and by when
@decides';
