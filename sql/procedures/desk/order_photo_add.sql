create function desk.order_photo_add(
    p_order lib.order_ref,
    p_photos uuid[],
    p_stage text default 'problem'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds photos to an order that is not closed. A resident adds to the problem; staff also before, after and the door.
Errors: photo_needed, photo_stage, not_found.
*/
declare
    v_order desk.orders := desk.order_guarded(
        p_order, '{author,performer,specialist,manager,operator,supervisor}', p_open => false
    );
    v_actors text[] := desk.order_actors(p_order);
begin
    if coalesce(cardinality(p_photos), 0) = 0 then
        perform cabinet.refuse('photo_needed', p_field => 'p_photos');
    elsif p_stage is null or p_stage not in ('problem', 'before', 'after', 'door')
        or (p_stage <> 'problem' and not v_actors && '{performer,manager,supervisor}')
    then
        perform cabinet.refuse('photo_stage', p_field => 'p_stage');
    end if;
    perform desk.files_attach(p_order, p_photos, p_stage);
    update desk.orders as o set version = o.version + 1 where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'photo_added', v_actors[1],
        p_details => jsonb_build_object('stage', p_stage, 'count', cardinality(p_photos))
    );
    if v_order.open and 'author' = any (v_actors) then
        perform talk.event_raise('order_photo', p_order);
    end if;
end
$$;
comment on function desk.order_photo_add(lib.order_ref, uuid[], text) is 'Adds photos to an order
@decides';
