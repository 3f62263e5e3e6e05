create function talk.outage_link(
    p_outage lib.outage_ref,
    p_orders text[]
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Links offered orders (ids) to an announced outage: its end answers them. Returns how many. Errors: not_found, outage_over. */
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{announced}');
    v_ids bigint[];
begin
    v_ids := array(
        select f.order_id
        from talk.outage_orders(p_outage) as f
        where not f.linked and f.order_id::text = any (p_orders)
        order by f.order_id
    );
    perform from desk.orders as r where r.order_id = any (v_ids) order by r.order_id for update;
    update desk.orders as r
    set outage_id = p_outage, version = r.version + 1
    where r.order_id = any (v_ids) and r.outage_id is null and r.open;
    perform desk.event_add(
        i.id, 'outage_linked', coalesce(people.my_cabinet(), 'job'), p_details => jsonb_build_object('number', v_outage.number)
    )
    from unnest(v_ids) as i (id);
    return cardinality(v_ids);
end
$$;
comment on function talk.outage_link(lib.outage_ref, text[]) is 'Links orders to the outage that explains them
@decides';
