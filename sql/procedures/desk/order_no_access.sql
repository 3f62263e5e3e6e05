create function desk.order_no_access(
    p_order lib.order_ref,
    p_photos uuid[]
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Жителя нет дома»: the order waits for access, the clock stands, the resident is asked for another time. A photo of the
door is the proof. Errors: order_needs_photo_door.
*/
begin
    perform desk.order_guarded(p_order, '{performer}');
    if coalesce(cardinality(p_photos), 0) = 0 then
        perform cabinet.refuse('order_needs_photo_door', p_field => 'p_photos');
    end if;
    perform desk.order_shift(
        p_order, 'waiting', desk.order_actors(p_order), p_waiting_reason => 'no_access', p_photos => p_photos
    );
end
$$;
comment on function desk.order_no_access(lib.order_ref, uuid[]) is 'Nobody at home: the order waits for access
@decides';
