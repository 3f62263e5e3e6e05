create function desk.order_merge(
    p_order lib.order_ref,
    p_main lib.order_ref,
    p_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Объединить»: p_order, a report of the same trouble, is done together with p_main. It keeps its number, resident, talk,
photos, term and rating; nobody goes for it alone; whoever has p_main reads it, writes in its talk and is told of its
answers. When p_main is done it is done too and its resident checks; p_main declined, it goes on alone. What was
merged into p_order comes along. Manager of the zone, operator, supervisor.

Errors: not_found, order_not_yours, order_closed; order_merge_self; order_merge_place (another house); order_merge_main (p_main
is merged itself: into which); order_merge_begun (somebody works at p_order already); order_merge_emergency (an emergency
is not hidden under less).
*/
declare
    v_order desk.orders;
    v_main desk.orders;
    v_actors text[];
    v_number bigint;
    v_child bigint;
begin
    if p_order = p_main then
        perform cabinet.refuse('order_merge_self', p_field => 'p_main');
    end if;
    -- both at once in one order, so that two who merge crosswise do not wait for each other
    perform desk.order_lock(least(p_order, p_main));
    v_main := desk.order_guarded(p_main, '{manager,operator,supervisor}');
    v_order := desk.order_guarded(p_order, '{manager,operator,supervisor}');
    v_actors := desk.order_actors(p_order);
    if v_main.state = 'merged' then
        select o.number into v_number from desk.orders as o where o.order_id = v_main.merged_into;
        perform cabinet.refuse(
            'order_merge_main', p_field => 'p_main',
            p_values => jsonb_build_object('number', v_main.number, 'main', v_number)
        );
    elsif v_main.house_id <> v_order.house_id then
        perform cabinet.refuse('order_merge_place', p_field => 'p_main');
    elsif v_order.state in ('in_progress', 'waiting') then
        perform cabinet.refuse('order_merge_begun', p_field => 'p_main', p_values => jsonb_build_object(
            'number', v_order.number, 'main', v_main.number));
    elsif v_order.emergency and not v_main.emergency then
        perform cabinet.refuse('order_merge_emergency', p_field => 'p_main', p_values => jsonb_build_object(
            'number', v_order.number, 'main', v_main.number));
    end if;
    perform talk.event_raise(
        'order_merged', p_order, p_values => jsonb_build_object('main', v_main.number, 'main_due', talk.moment_text(
            v_main.due_at, lib.language(), (select h.time_zone from estate.houses as h where h.house_id = v_main.house_id)))
    );
    perform desk.order_shift(
        p_order, 'merged', v_actors, p_main => p_main,
        p_reason => concat_ws('. ', '№ ' || v_main.number, nullif(trim(p_reason), ''))
    );
    for v_child in
        select o.order_id from desk.orders as o where o.merged_into = p_order order by o.order_id
    loop
        update desk.orders as o set merged_into = p_main, version = o.version + 1 where o.order_id = v_child;
        update desk.order_links as l set main_id = p_main
        where l.order_id = v_child and l.kind = 'merged' and l.ended_at is null;
    end loop;
    insert into desk.order_links (order_id, main_id, kind, house_id, user_id, linked_at)
    values (p_order, p_main, 'merged', v_order.house_id, people.me(), lib.moment());
    update desk.orders as o set version = o.version + 1 where o.order_id = p_main;
    perform desk.event_add(
        p_main, 'merged_in', v_actors[1], p_note => nullif(trim(p_reason), ''), p_internal => true,
        p_details => jsonb_build_object('number', v_order.number)
    );
    perform talk.event_raise('order_merged_in', p_main, p_values => jsonb_build_object('other', v_order.number));
end
$$;
comment on function desk.order_merge(lib.order_ref, lib.order_ref, text) is 'An order is done together with another of the same trouble
@decides';
