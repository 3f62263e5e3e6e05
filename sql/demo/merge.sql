-- Two neighbours called about one trouble: the second order is merged into the first.
do $$
declare
    v_main desk.orders;
    v_ends timestamptz := (select c.ends from demo.clock as c);
    v_second text;
begin
    select o.*
    into v_main
    from desk.orders as o
    where o.open and o.state <> 'merged' and o.premise_id is null and o.created_at < v_ends - interval '50 minutes'
    order by o.order_id desc
    limit 1;
    if v_main.order_id is null then
        return;
    end if;
    perform set_config('sokol.moment', (v_ends - interval '40 minutes')::text, true);
    v_second := demo.by('operator@example.ru', 'operator', format(
        'select desk.order_create(p_service => %s, p_house => %s, p_entrance => %L, p_description => %L, p_channel => %L, '
        'p_caller_name => %L, p_contact_phone => %L)', v_main.service_id, v_main.house_id, v_main.entrance_id,
        'Звонит сосед: то же самое', 'phone', 'Громов Артём Юрьевич', '+79245550417'));
    perform demo.by('operator@example.ru', 'operator', format(
        'select desk.order_merge(p_order => %s, p_main => %s, p_reason => %L)', v_second, v_main.order_id, 'Об одном и том же'));
    perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
end
$$;
