create function desk.queue_rows(
    p_zone lib.zone_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    order_id bigint,
    number bigint,
    title text,
    address text,
    house_id bigint,
    zone_id bigint,
    state text,
    priority text,
    due_at timestamptz,
    minutes_left integer,
    assignee_id bigint,
    why text,
    who_can text,
    who_can_id bigint,
    total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Orders that fall if nobody steps in (desk.order_falls).
Emergencies first, then the nearest term. who_can: of the trade, with the place in scope, at work today, least loaded.
*/
begin
    return query
    with falling as (
        select
            o.order_id, o.number, o.title, o.house_id, o.entrance_id, o.premise_id, o.zone_id, o.state, o.priority,
            o.emergency, o.due_at, o.created_at, o.assignee_id, o.queue_zone_id, o.service_id,
            count(*) over () as total
        from desk.orders as o
        where
            o.open
            and desk.order_falls(o.state, o.assignee_id, o.clock_started_at, o.due_at)
            and (p_zone is null or o.zone_id = p_zone)
        order by o.emergency desc, o.due_at, o.order_id
        limit p_limit offset p_offset
    )
    select
        f.order_id, f.number, f.title, case
            when pl.level = 'premise' and f.premise_id is not null then people.place_label(f.premise_id)
            else h.street || ', ' || h.number || case when e.entrance_id is null then '' else ', ' || cabinet.said(
                'phrase.entrance', jsonb_build_object('number', e.number)) end
        end,
        f.house_id, f.zone_id, f.state, f.priority, f.due_at,
        (extract(epoch from f.due_at - lib.moment()) / 60)::integer,
        f.assignee_id,
        case
            when f.assignee_id is not null and f.state = 'assigned' then
                cabinet.said('phrase.queue.not_accepted', jsonb_build_object('name', a.name))
            when f.assignee_id is not null then cabinet.said(
                case when f.due_at < lib.moment() then 'phrase.queue.overdue' else 'phrase.queue.at_risk' end,
                jsonb_build_object('name', a.name))
            when free.staff_id is null then cabinet.said('phrase.queue.no_trade')
            when f.queue_zone_id is not null then
                cabinet.said('phrase.queue.zone', jsonb_build_object('zone', q.name))
            else cabinet.said('phrase.queue.supervisor')
        end,
        free.name::text, free.staff_id, f.total
    from falling as f
    join estate.houses as h on h.house_id = f.house_id
    join desk.services as s on s.service_id = f.service_id
    join desk.places as pl on pl.place = s.place
    left join estate.entrances as e on e.entrance_id = f.entrance_id
    left join people.staff as a on a.staff_id = f.assignee_id
    left join estate.zones as q on q.zone_id = f.queue_zone_id
    left join lateral (
        select w.staff_id, w.name
        from people.staff as w
        join people.staff_specializations as t
            on t.staff_id = w.staff_id
            and t.specialization = s.specialization
        join people.specializations as k
            on k.specialization = t.specialization and (not k.permit_required or t.permit_until >= lib.moment()::date)
        where
            w.employed @> lib.moment()::date
            and w.staff_id is distinct from f.assignee_id
            and not exists (
                select from people.leaves as l where l.staff_id = w.staff_id and l.during @> lib.moment()::date
            )
            and exists (
                select from people.staff_scopes as c
                where
                    c.staff_id = w.staff_id
                    and c.during @> lib.moment()::date
                    and (c.zone_id = f.zone_id or c.house_id = f.house_id or c.entrance_id = f.entrance_id)
            )
        order by (select count(*) from desk.orders as b where b.assignee_id = w.staff_id and b.open), w.last_assigned_at
        limit 1
    ) as free on true
    order by f.emergency desc, f.due_at, f.order_id;
end
$$;
comment on function desk.queue_rows(lib.zone_ref, integer, integer) is
'Orders that fall if nobody steps in, why, and who can take them';
