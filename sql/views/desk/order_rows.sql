create view desk.order_rows
with (security_invoker = true)
as
/*
Seven tables joined and the rest asked for by row: with more than eight (join_collapse_limit) whoever joins this view by
order_id would get every order read first. So callers join one thing to it, or pass ids.
*/
select
    o.order_id,
    o.number,
    case when lib.language() = 'en' then 'No. ' else '№ ' end || o.number as number_text,
    case when lib.language() = 'en' then coalesce(s.title_en, o.title) else o.title end as title,
    case when lib.language() = 'en' then pl.title_en else pl.title end
    || coalesce(
        case
            when pl.level = 'premise' and p.number is not null
                then ' ' || p.number
            when pl.level = 'entrance' and e.number is not null
                then case
                    when pl.place = 'entrance' then ' ' || e.number
                    when lib.language() = 'en' then ', entrance ' || e.number
                    else ', подъезд ' || e.number
                end
        end, ''
    ) as place_text,
    h.street || ', ' || h.number || coalesce(
        case
            when pl.level = 'premise' then case when lib.language() = 'en' then ', flat ' else ', кв. ' end || p.number
            when pl.level = 'entrance'
                then case when lib.language() = 'en' then ', entrance ' else ', подъезд ' end || e.number
        end, ''
    ) as address,
    o.house_id,
    o.entrance_id,
    o.premise_id,
    o.zone_id,
    (select z.name::text from estate.zones as z where z.zone_id = o.zone_id) as zone_name,
    o.state,
    case when lib.language() = 'en' then st.title_en else st.title end as state_title,
    st.badge,
    st.icon,
    o.priority,
    (select pr.rank from desk.priorities as pr where pr.priority = o.priority) as priority_rank,
    o.emergency,
    o.open,
    o.created_at,
    o.response_due,
    o.due_at,
    o.paused_at,
    o.open and st.clock_runs and o.due_at < lib.moment()
    or o.paused_at is not null and o.due_at < o.paused_at as overdue,
    o.late,
    o.due_at - lib.moment() as time_left,
    o.assignee_id,
    (select f.name::text from people.staff as f where f.staff_id = o.assignee_id) as assignee_name,
    (select f.position from people.staff as f where f.staff_id = o.assignee_id) as assignee_position,
    o.queue_zone_id,
    o.resident_id,
    o.author_id,
    o.by_staff,
    o.channel,
    o.returned_count,
    o.escalation,
    o.waiting_reason,
    o.deferred_until,
    o.visit_from,
    o.visit_to,
    o.on_way_at,
    o.started_at,
    o.completed_at,
    o.closed_at,
    o.service_id,
    s.specialization,
    s.category,
    o.place,
    o.kind,
    o.version,
    (
        select v.happened_at
        from desk.order_events as v
        where v.order_id = o.order_id
        order by v.event_id desc
        limit 1
    ) as last_event_at
from desk.orders as o
join desk.services as s on s.service_id = o.service_id
join desk.places as pl on pl.place = o.place
join desk.states as st on st.state = o.state
join estate.houses as h on h.house_id = o.house_id
left join estate.entrances as e on e.entrance_id = o.entrance_id
left join estate.premises as p on p.premise_id = o.premise_id;
comment on view desk.order_rows is
'Orders as lists show them, under the walls of whoever reads; words in the language of the session';
