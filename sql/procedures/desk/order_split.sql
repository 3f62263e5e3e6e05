create function desk.order_split(
    p_order lib.order_ref,
    p_service lib.service_ref,
    p_description text,
    p_rest text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Разделить»: one report that is two works. The second becomes an order of its own for p_service, at the same place, for the
same resident, with the photos of the trouble and what is known of how to get in, and is routed and due by its own rule from now
on; p_rest: what is left in the first, empty leaves its description. Its term, state and performer stay. Returns the id of the
new order. To take it back, the second is merged into the first (desk.order_merge). Manager of the zone, operator, supervisor.

Errors: not_found, order_not_yours, order_closed, order_is_merged, order_split_empty and those of desk.order_create.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{manager,operator,supervisor}');
    v_actor text := (desk.order_actors(p_order))[1];
    v_rest text := nullif(trim(p_rest), '');
    v_level text;
    v_made bigint;
    v_number bigint;
begin
    if v_order.state = 'merged' then
        perform cabinet.refuse('order_is_merged', p_values => jsonb_build_object(
            'number', v_order.number,
            'main', (select o.number from desk.orders as o where o.order_id = v_order.merged_into)));
    elsif nullif(trim(p_description), '') is null then
        perform cabinet.refuse('order_split_empty', p_field => 'p_description');
    end if;
    select p.level
    into v_level
    from desk.services as s
    join desk.places as p on p.place = s.place
    where s.service_id = p_service;
    v_made := desk.order_create(
        p_service => p_service, p_premise => v_order.premise_id, p_house => v_order.house_id,
        p_entrance => case when v_level = 'entrance' or v_order.premise_id is null then v_order.entrance_id end,
        p_description => p_description, p_convenient => v_order.convenient, p_access_note => v_order.access_note,
        p_contact_phone => v_order.contact_phone, p_caller_name => v_order.caller_name,
        p_resident => case when exists (
            select from people.relations as r
            where
                r.user_id = v_order.resident_id and r.house_id = v_order.house_id and r.during @> people.today()
                and (v_order.premise_id is null or r.premise_id = v_order.premise_id)
        ) then v_order.resident_id end::lib.user_ref
    );
    select o.number into v_number from desk.orders as o where o.order_id = v_made;
    insert into desk.order_files (
        order_id, file_id, house_id, premise_id, stage, internal, user_id, added_at
    )
    select v_made, f.file_id, f.house_id, f.premise_id, f.stage, f.internal, f.user_id, f.added_at
    from desk.order_files as f
    where f.order_id = p_order and f.stage = 'problem' and f.message_id is null;
    insert into desk.order_links (order_id, main_id, kind, house_id, user_id, linked_at)
    values (v_made, p_order, 'split', v_order.house_id, people.me(), lib.moment());
    update desk.orders as o set description = coalesce(v_rest, o.description), version = o.version + 1
    where o.order_id = p_order;
    perform desk.event_add(
        p_order, 'split', v_actor,
        p_note => case when v_rest is distinct from v_order.description and v_rest is not null
            then cabinet.said('phrase.order.was', jsonb_build_object('text', v_order.description)) end,
        p_details => jsonb_build_object('number', v_number)
    );
    perform desk.event_add(
        v_made, 'split_off', v_actor, p_details => jsonb_build_object('number', v_order.number)
    );
    perform talk.event_raise('order_split', p_order, p_values => jsonb_build_object('other', v_number));
    return v_made;
end
$$;
comment on function desk.order_split(lib.order_ref, lib.service_ref, text, text) is 'One report becomes two works
@decides';
