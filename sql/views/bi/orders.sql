create view bi.orders as
/*
One row per order, pseudonymous: no names, telephones, flats or texts. Sums over people are possible by the stable
numbers resident_key and assignee_id.
*/
select
    o.order_id,
    o.number,
    o.kind,
    s.code as service,
    s.title as service_title,
    s.category,
    s.specialization,
    o.place,
    o.priority,
    o.emergency,
    o.state,
    o.open,
    o.channel,
    o.by_staff,
    o.house_id,
    o.zone_id,
    o.assignee_id,
    case when o.resident_id is not null then left(md5('sokol-bi-' || o.resident_id), 12) end as resident_key,
    o.created_at,
    o.response_due,
    o.responded_at,
    o.due_at,
    o.due_clock,
    o.due_ground,
    o.completed_at,
    o.closed_at,
    o.returned_count,
    o.escalation,
    o.late,
    o.open and o.due_at < lib.moment() and o.paused_at is null as overdue,
    extract(epoch from o.responded_at - o.created_at) / 60 as response_minutes,
    extract(epoch from o.completed_at - o.created_at) / 3600 as resolution_hours
from desk.orders as o
join desk.services as s on s.service_id = o.service_id;
comment on view bi.orders is 'Orders without persons: terms, states, times. One row per order';
