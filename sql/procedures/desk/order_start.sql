create function desk.order_start(
    p_order lib.order_ref,
    p_photos uuid[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Начать»: the performer is at work; photos show how it was. An assigned order is accepted by it too.
Errors: order_needs_photo_before when the service demands one, order_not_in_work.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{performer}');
begin
    if v_order.state = 'assigned' then
        perform desk.order_shift(p_order, 'in_progress', desk.order_actors(p_order));
    elsif v_order.state <> 'in_progress' then
        perform cabinet.refuse('order_not_in_work', p_values => jsonb_build_object('number', v_order.number));
    end if;
    perform desk.files_attach(p_order, p_photos, 'before');
    if (select s.proof_before from desk.services as s where s.service_id = v_order.service_id)
        and not exists (select from desk.order_files as f where f.order_id = p_order and f.stage = 'before')
    then
        perform cabinet.refuse('order_needs_photo_before', p_field => 'p_photos');
    end if;
    update desk.orders as o set started_at = lib.moment(), version = o.version + 1 where o.order_id = p_order;
    perform desk.event_add(p_order, 'started', 'performer');
end
$$;
comment on function desk.order_start(lib.order_ref, uuid[]) is 'The performer begins the work
@decides';
