create function desk.order_member_remove(
    p_order lib.order_ref,
    p_staff lib.staff_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a co-performer or specialist off an order; what they wrote stays. */
declare
    v_name text;
begin
    perform desk.order_guarded(p_order, '{performer,manager,operator,supervisor}');
    update desk.order_members as m
    set removed_at = lib.moment()
    from people.staff as s
    where m.order_id = p_order and m.staff_id = p_staff and m.removed_at is null and s.staff_id = m.staff_id
    returning s.name::text into v_name;
    if v_name is null then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    update desk.orders as o set version = o.version + 1 where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'member_removed', (desk.order_actors(p_order))[1], p_note => v_name,
        p_details => jsonb_build_object('staff_id', p_staff)
    );
end
$$;
comment on function desk.order_member_remove(lib.order_ref, lib.staff_ref) is 'Takes a member off an order
@decides';
