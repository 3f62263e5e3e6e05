create function desk.order_route(
    p_order bigint,
    p_prefer bigint default null,
    p_exclude bigint[] default '{}'
)
returns bigint
language plpgsql
volatile
as $$
/*
Routes an order that stands as new: reopened, returned, taken from somebody who left or fell ill. Returns the staff id,
null when it went to a queue. The same rule as at creation (desk.route_choose).
*/
declare
    v_order desk.orders := desk.order_lock(p_order);
    v_route record;
begin
    select r.*
    into v_route
    from desk.services as s
    join estate.houses as h on h.house_id = v_order.house_id
    cross join lateral desk.route_choose(
        p_service => s.service_id, p_specialization => s.specialization, p_emergency => v_order.emergency,
        p_house => v_order.house_id, p_entrance => v_order.entrance_id, p_zone => v_order.zone_id,
        p_due => v_order.due_at, p_time_zone => h.time_zone, p_prefer => p_prefer, p_exclude => p_exclude,
        p_minutes => s.planned_minutes
    ) as r
    where s.service_id = v_order.service_id;
    update desk.orders as o
    set
        state = case when v_route.staff_id is null then 'new' else 'assigned' end,
        assignee_id = v_route.staff_id,
        slot = v_route.slot,
        queue_zone_id = v_route.queue_zone_id,
        version = o.version + 1
    where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'routed', 'routing', 'new', case when v_route.staff_id is null then 'new' else 'assigned' end,
        p_details => jsonb_build_object('staff_id', v_route.staff_id, 'queue_zone_id', v_route.queue_zone_id),
        p_candidates => v_route.scores
    );
    perform talk.event_raise(
        case when v_route.staff_id is null then 'order_queued' else 'order_assigned' end, p_order
    );
    return v_route.staff_id;
end
$$;
comment on function desk.order_route(bigint, bigint, bigint[]) is 'Routes an order that stands as new
@internal';
