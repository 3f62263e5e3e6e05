create function desk.order_member_add(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_role text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds a co_performer (works too) or a specialist (takes part in the talk). The performer, the zone's manager, operator or
supervisor may. Errors: member_role, staff_gone, staff_same.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{performer,manager,operator,supervisor}');
    v_name text;
begin
    if p_role is null or p_role not in ('co_performer', 'specialist') then
        perform cabinet.refuse('member_role', p_field => 'p_role');
    elsif v_order.assignee_id = p_staff then
        perform cabinet.refuse('staff_same', p_field => 'p_staff');
    end if;
    select s.name::text into v_name from people.staff as s
    where s.staff_id = p_staff and s.employed @> people.today();
    if v_name is null then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    insert into desk.order_members as m (order_id, staff_id, house_id, role, added_at)
    values (p_order, p_staff, v_order.house_id, p_role, lib.moment())
    on conflict (order_id, staff_id) do update
    set role = excluded.role, removed_at = null, added_at = excluded.added_at;
    update desk.orders as o set version = o.version + 1 where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'member_added', (desk.order_actors(p_order))[1], p_note => v_name,
        p_details => jsonb_build_object('staff_id', p_staff, 'role', p_role)
    );
    perform talk.event_raise(
        'order_member_added', p_order, p_user => (select s.user_id from people.staff as s where s.staff_id = p_staff)
    );
end
$$;
comment on function desk.order_member_add(lib.order_ref, lib.staff_ref, text) is 'Adds a co-performer or a specialist
@decides';
