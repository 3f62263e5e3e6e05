create function desk.order_depart(
    p_order lib.order_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Еду»: told to the resident. Only in work. */
declare
    v_order desk.orders := desk.order_guarded(p_order, '{performer}');
begin
    if v_order.state <> 'in_progress' then
        perform cabinet.refuse('order_not_in_work', p_values => jsonb_build_object('number', v_order.number));
    end if;
    update desk.orders as o
    set on_way_at = lib.moment(), started_at = null, version = o.version + 1
    where o.order_id = p_order;
    perform desk.event_add(p_order, 'departed', 'performer');
    perform talk.event_raise('order_departed', p_order);
end
$$;
comment on function desk.order_depart(lib.order_ref) is 'The performer is on the way
@decides';
