create function desk.order_join(
    p_order lib.order_ref,
    p_resident lib.user_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«У меня тоже»: a resident of the house joins an open order on what the house has in common, and is told when it is done.
The operator and the supervisor join a resident who calls (p_resident). Returns how many have joined; once per person, the
second time changes nothing. The history counts and names nobody. What somebody joined opens neither the order nor its talk to them.
Errors: not_found (another house, a flat's own order), order_join_own, order_join_closed, order_join_place.
*/
declare
    v_staff boolean := coalesce(people.my_cabinet() in ('operator', 'supervisor'), false);
    v_who bigint := case when v_staff then p_resident else people.me() end;
    v_order desk.orders := desk.order_lock(p_order);
    v_common boolean;
    v_count bigint;
begin
    select p.level <> 'premise' into v_common from desk.places as p where p.place = v_order.place;
    if v_who is null or not v_staff and coalesce(people.my_cabinet(), '') <> 'resident' then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    elsif exists (
        select from people.relations as r
        where r.user_id = v_who and r.premise_id = v_order.premise_id and r.during @> people.today()
    ) then
        perform cabinet.refuse('order_join_own', p_field => 'p_order');
    elsif not v_common or not exists (
        select from people.relations as r
        where r.user_id = v_who and r.house_id = v_order.house_id and r.during @> people.today()
    ) then
        perform cabinet.refuse(case when v_staff then 'order_join_place' else 'not_found' end, p_field => 'p_order');
    elsif not v_order.open then
        perform cabinet.refuse('order_join_closed', p_values => jsonb_build_object('number', v_order.number));
    end if;
    insert into desk.order_joins (order_id, user_id, house_id, by_staff)
    values (p_order, v_who, v_order.house_id, v_staff)
    on conflict (order_id, user_id) do nothing;
    if found then
        select count(*) into v_count from desk.order_joins as j where j.order_id = p_order;
        update desk.orders as o set version = o.version + 1 where o.order_id = p_order;
        perform desk.event_add(
            p_order, 'joined', case when v_staff then people.my_cabinet() else 'job' end, p_internal => true,
            p_details => jsonb_build_object('count', v_count)
        );
        perform talk.event_raise('order_joined', p_order, p_values => jsonb_build_object('count', v_count));
    end if;
    return (select count(*) from desk.order_joins as j where j.order_id = p_order);
end
$$;
comment on function desk.order_join(lib.order_ref, lib.user_ref) is '«У меня тоже»: joins an open order of the house
@decides';
