create function desk.order_visit_set(
    p_order lib.order_ref,
    p_from timestamptz,
    p_to timestamptz
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The visit of the performer: booked in the one table of occupied time, told to the resident. The resident may move it
too; an order that waits for them goes on by it. Errors: visit_wrong (past, longer than 12 hours, further ahead than desk.latest_day()), visit_nobody (no
performer yet), booking_busy with the nearest free time.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{author,performer,manager,operator,supervisor}');
    v_actors text[] := desk.order_actors(p_order);
begin
    if v_order.assignee_id is null then
        perform cabinet.refuse('visit_nobody', p_field => 'p_from');
    elsif p_from is null or p_to is null or p_from >= p_to or p_from < lib.moment()
        or p_to - p_from > interval '12 hours' or p_from > desk.latest_day()
    then
        perform cabinet.refuse('visit_wrong', p_field => 'p_from', p_values => jsonb_build_object(
            'last', to_char(desk.latest_day(), 'DD.MM.YYYY')));
    end if;
    perform people.booking_release('visit', p_order);
    perform people.booking_take(array[v_order.assignee_id], tstzrange(p_from, p_to), 'visit', p_order);
    update desk.orders as o set visit_from = p_from, visit_to = p_to, version = o.version + 1
    where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'visit_set', v_actors[1], p_details => jsonb_build_object('from', p_from, 'to', p_to)
    );
    if v_order.state = 'waiting' and v_order.waiting_reason in ('resident', 'no_access') then
        perform desk.order_shift(p_order, 'in_progress', v_actors);
    end if;
    perform talk.event_raise('order_visit', p_order);
end
$$;
comment on function desk.order_visit_set(lib.order_ref, timestamptz, timestamptz) is 'Sets or moves the visit
@decides';
