create function desk.orders_escalate(
    p_limit integer default 200
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The ladder: an order that nobody has accepted within its time (emergency 10 minutes, urgent 30 minutes, ordinary 4
working hours) goes to the zone's manager, after the same time again to the supervisor. Returns how many steps.
*/
declare
    v_order record;
    v_count bigint := 0;
begin
    for v_order in
        select o.order_id, o.escalation, o.service_id, o.priority, h.time_zone
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        where o.ladder_at <= lib.moment() and o.state in ('new', 'assigned')
        order by o.ladder_at, o.order_id
        limit p_limit
        for update of o skip locked
    loop
        update desk.orders as o
        set
            escalation = v_order.escalation + 1,
            ladder_at = case when v_order.escalation = 0 then (
                select t.response_due from desk.terms_resolve(
                    v_order.service_id, v_order.priority, lib.moment(), v_order.time_zone
                ) as t
            ) end,
            version = o.version + 1
        where o.order_id = v_order.order_id;
        perform desk.event_add(
            v_order.order_id, case when v_order.escalation = 0 then 'escalated' else 'escalated_top' end, 'job'
        );
        perform talk.event_raise(
            case when v_order.escalation = 0 then 'order_escalated_manager' else 'order_escalated_supervisor' end,
            v_order.order_id
        );
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;
comment on function desk.orders_escalate(integer) is 'Raises orders that nobody has accepted in time
@for worker';
