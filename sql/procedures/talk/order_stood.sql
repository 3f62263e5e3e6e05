create function talk.order_stood(
    p_assignee bigint,
    p_queue_zone bigint,
    p_due timestamptz,
    p_visit_from timestamptz default null,
    p_visit_to timestamptz default null,
    p_deferred_until timestamptz default null,
    p_completed timestamptz default null,
    p_waiting_reason text default null
)
returns jsonb
language sql
stable
as $$
/* How an order stands, as talk.events keeps it: a notice that is told later tells how things stood. A new order has the first three only. */
select jsonb_build_object(
    'assignee_id', p_assignee, 'queue_zone_id', p_queue_zone, 'due_at', p_due, 'visit_from', p_visit_from,
    'visit_to', p_visit_to, 'deferred_until', p_deferred_until, 'completed_at', p_completed,
    'waiting_reason', p_waiting_reason
)
$$;
comment on function talk.order_stood(
    bigint, bigint, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, text
) is 'How an order stands, as an event keeps it
@internal';
