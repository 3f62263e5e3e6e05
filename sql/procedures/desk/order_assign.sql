create function desk.order_assign(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives an order to a person: manager of the zone, operator or supervisor. From the queue it becomes assigned; from
another performer it goes over to this one (reason needed) and waits for their acceptance. Beyond the capacity only the
supervisor may. Errors: order_is_merged, staff_full, staff_gone, staff_same, order_needs_reason, order_not_yours.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{manager,operator,supervisor}');
    v_actors text[] := desk.order_actors(p_order);
    v_over boolean := 'supervisor' = any (v_actors);
    v_actor text := (select a.a from unnest(v_actors) as a (a) where a.a in ('supervisor', 'operator', 'manager') limit 1);
    v_slot smallint;
begin
    if v_order.state = 'merged' then
        perform cabinet.refuse('order_is_merged', p_values => jsonb_build_object(
            'number', v_order.number,
            'main', (select o.number from desk.orders as o where o.order_id = v_order.merged_into)));
    elsif v_order.assignee_id = p_staff then
        perform cabinet.refuse('staff_same', p_field => 'p_staff');
    elsif v_order.state = 'new' then
        perform desk.order_shift(
            p_order, 'assigned', v_actors, p_reason => p_reason, p_assignee => p_staff, p_over => v_over
        );
        return;
    elsif nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('order_needs_reason', p_field => 'p_reason');
    end if;
    if v_order.state = 'in_progress' then
        -- work begun by one is accepted anew by the other
        perform desk.order_shift(p_order, 'new', v_actors || '{manager}'::text[], p_reason => p_reason);
        perform desk.order_shift(
            p_order, 'assigned', v_actors || '{manager}'::text[], p_assignee => p_staff, p_over => v_over
        );
        return;
    end if;
    v_slot := desk.staff_take(p_staff, v_order.emergency, v_over);
    perform people.booking_release('visit', p_order);
    update desk.orders as o
    set
        assignee_id = p_staff, slot = v_slot, queue_zone_id = null, visit_from = null, visit_to = null,
        on_way_at = null, started_at = null, escalation = 0, version = o.version + 1,
        ladder_at = case when o.state = 'assigned' then (
            select t.response_due
            from estate.houses as h
            cross join lateral desk.terms_resolve(o.service_id, o.priority, lib.moment(), h.time_zone) as t
            where h.house_id = o.house_id
        ) end
    where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'reassigned', v_actor, v_order.state, v_order.state, p_note => p_reason,
        p_details => jsonb_build_object('from_staff_id', v_order.assignee_id, 'assignee_id', p_staff)
    );
    perform talk.event_raise('order_assigned', p_order, p_values => jsonb_build_object('reason', p_reason));
end
$$;
comment on function desk.order_assign(lib.order_ref, lib.staff_ref, text) is 'Gives an order to a person
@decides';
