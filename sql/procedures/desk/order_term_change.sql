create function desk.order_term_change(
    p_order lib.order_ref,
    p_due timestamptz,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Another term by agreement: manager of the zone, operator, supervisor. The reason is shown to the resident. The first
lateness stays. Errors: order_needs_reason, term_wrong (past, or further ahead than desk.latest_day()).
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{manager,operator,supervisor}');
    v_actors text[] := desk.order_actors(p_order);
begin
    if nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('order_needs_reason', p_field => 'p_reason');
    elsif p_due is null or p_due <= lib.moment() or p_due > desk.latest_day() then
        perform cabinet.refuse('term_wrong', p_field => 'p_due', p_values => jsonb_build_object(
            'last', to_char(desk.latest_day(), 'DD.MM.YYYY')));
    end if;
    update desk.orders as o
    set due_at = p_due, late = o.late or (o.paused_at is null and o.due_at < lib.moment()), warned = 0,
        version = o.version + 1
    where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'term_changed',
        (select a.a from unnest(v_actors) as a (a) where a.a in ('supervisor', 'operator', 'manager') limit 1),
        p_note => p_reason, p_details => jsonb_build_object('from', v_order.due_at, 'to', p_due)
    );
    perform talk.event_raise('order_term_changed', p_order, p_values => jsonb_build_object('reason', trim(p_reason)));
end
$$;
comment on function desk.order_term_change(lib.order_ref, timestamptz, text) is 'Another term, with its reason
@decides';
