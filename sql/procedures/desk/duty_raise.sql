create function desk.duty_raise(
    p_order lib.order_ref
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives an open order to who is on duty now: of its trade, else anybody on call. Returns the staff id.
Errors: not_found, duty_nobody (409).
*/
declare
    v_order desk.orders;
    v_staff bigint;
begin
    perform people.office_demand(array['operator', 'supervisor']);
    select * into v_order from desk.orders as o where o.order_id = p_order and o.open;
    if v_order.order_id is null then
        perform cabinet.refuse('not_found');
    end if;
    select d.staff_id
    into v_staff
    from desk.duty_now(p_zone => v_order.zone_id) as d
    join desk.services as s on s.service_id = v_order.service_id
    where d.staff_id is distinct from v_order.assignee_id
    order by s.specialization = any (d.trades) desc, d.on_call desc, d.open_orders
    limit 1;
    if v_staff is null then
        perform cabinet.refuse('duty_nobody', p_goto => '/' || people.my_cabinet() || '/duty');
    end if;
    perform desk.order_assign(
        p_order => p_order, p_staff => v_staff, p_reason => cabinet.said('phrase.duty_raised')
    );
    return v_staff;
end
$$;
comment on function desk.duty_raise(lib.order_ref) is 'Gives an open order to who is on duty now
@decides';
