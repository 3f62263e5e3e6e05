create function desk.order_unmerge(
    p_order lib.order_ref,
    p_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Разъединить»: a merged order goes on alone and is routed anew, with the term it always had. What was done together is
not taken apart: then its resident returns it. Errors: not_found, order_not_yours, order_closed, order_not_merged.
*/
declare
    v_main bigint := (select o.merged_into from desk.orders as o where o.order_id = p_order);
    v_order desk.orders;
    v_actors text[];
begin
    if v_main is not null then
        perform desk.order_lock(v_main);  -- first, as whoever ends it does
    end if;
    v_order := desk.order_guarded(p_order, '{manager,operator,supervisor}', p_open => false);
    v_actors := desk.order_actors(p_order);
    if v_order.state <> 'merged' or v_order.merged_into is distinct from v_main then
        perform cabinet.refuse('order_not_merged', p_values => jsonb_build_object('number', v_order.number));
    end if;
    perform talk.event_raise('order_unmerged', p_order);
    update desk.order_links as l set ended_at = lib.moment()
    where l.order_id = p_order and l.kind = 'merged' and l.ended_at is null;
    perform desk.event_add(
        v_main, 'unmerged', v_actors[1], p_internal => true,
        p_details => jsonb_build_object('number', v_order.number)
    );
    update desk.orders as o set version = o.version + 1 where o.order_id = v_main;
    perform desk.order_shift(p_order, 'new', v_actors, p_reason => p_reason);
end
$$;
comment on function desk.order_unmerge(lib.order_ref, text) is 'A merged order goes on alone
@decides';
