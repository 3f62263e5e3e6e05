create view bi.order_events as
/* Events of orders without persons and texts: what happened when, by whom in which part. */
select
    e.event_id,
    e.order_id,
    e.happened_at,
    e.kind,
    e.from_state,
    e.to_state,
    e.actor,
    e.internal,
    e.house_id,
    e.details ->> 'staff_id' as staff_id,
    (e.details ->> 'percent')::integer as percent
from desk.order_events as e;
comment on view bi.order_events is 'Events of orders: kind, states, part of the actor. One row per event';
