create function desk.message_send(
    p_order lib.order_ref,
    p_body text,
    p_photos uuid[] default '{}',
    p_internal boolean default false
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A word in the conversation of an order; returns its id. Everybody who has a part in the order may write while it is not
closed; internal notes are of staff, for staff. An order that waits for the resident's answer goes on by it.
Errors: message_empty, message_long, message_limit (setting message_hour_limit), message_internal, order_closed.
*/
declare
    v_me bigint := people.me();
    v_order desk.orders := desk.order_guarded(
        p_order, '{author,performer,specialist,manager,operator,supervisor}', p_open => false
    );
    v_actors text[] := desk.order_actors(p_order);
    v_resident boolean := people.my_cabinet() = 'resident';
    v_body text := trim(coalesce(p_body, ''));
    v_role text;
    v_message bigint;
    v_most integer := cabinet.setting('message_hour_limit');
begin
    if v_body = '' and coalesce(cardinality(p_photos), 0) = 0 then
        perform cabinet.refuse('message_empty', p_field => 'p_body');
    elsif length(v_body) > 4000 then
        perform cabinet.refuse('message_long', p_field => 'p_body');
    elsif p_internal and v_resident then
        perform cabinet.refuse('message_internal', p_field => 'p_internal');
    elsif v_most <= (
        select count(*) from desk.messages as m
        where m.order_id = p_order and m.user_id = v_me and m.created_at > lib.moment() - interval '1 hour'
    ) then
        perform cabinet.refuse('message_limit', p_field => 'p_body', p_values => jsonb_build_object('limit', v_most));
    end if;
    v_role := case
        when v_resident then 'resident'
        when 'performer' = any (v_actors) then 'performer'
        when 'specialist' = any (v_actors) then 'specialist'
        when 'supervisor' = any (v_actors) then 'supervisor'
        when 'operator' = any (v_actors) then 'operator'
        else 'manager'
    end;
    insert into desk.messages (
        order_id, house_id, premise_id, user_id, author_name, author_role, body, internal, by_staff, created_at
    )
    select p_order, v_order.house_id, v_order.premise_id, v_me, w.name, v_role, v_body, p_internal, not v_resident,
        lib.moment()
    from desk.actor() as w
    returning message_id into v_message;
    perform desk.files_attach(p_order, p_photos, 'talk', v_message, p_internal);
    insert into desk.message_reads as r (order_id, user_id, read_until, read_at)
    values (p_order, v_me, v_message, lib.moment())
    on conflict (order_id, user_id) do update set read_until = excluded.read_until, read_at = excluded.read_at;
    perform talk.event_raise(
        case when p_internal then 'order_note' when v_resident then 'order_reply' else 'order_message' end, p_order,
        p_values => jsonb_build_object('text', left(v_body, 160))
    );
    if v_resident and v_order.state = 'waiting' and v_order.waiting_reason = 'resident' then
        perform desk.order_shift(p_order, 'in_progress', v_actors);
    end if;
    return v_message;
end
$$;
comment on function desk.message_send(lib.order_ref, text, uuid[], boolean) is 'A word in the conversation of an order
@decides';
