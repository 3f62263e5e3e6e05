create function desk.orders_merged_follow(
    p_main bigint,
    p_state text
)
returns void
language plpgsql
volatile
as $$
/*
What was merged into an order that was done is done with it, each with its own term and rating; of one that was declined
each goes on alone, routed anew.
*/
declare
    v_order bigint;
    v_staff bigint := (select o.assignee_id from desk.orders as o where o.order_id = p_main);
begin
    for v_order in
        select o.order_id from desk.orders as o where o.merged_into = p_main order by o.order_id
    loop
        if p_state = 'completed' then
            perform desk.order_shift(v_order, 'completed', '{job}', p_assignee => v_staff);
        else
            perform talk.event_raise('order_unmerged', v_order);
            perform desk.order_shift(v_order, 'new', '{job}');
            update desk.order_links as l set ended_at = lib.moment()
            where l.order_id = v_order and l.kind = 'merged' and l.ended_at is null;
        end if;
    end loop;
end
$$;
comment on function desk.orders_merged_follow(bigint, text) is 'What is merged into an order follows it to its end
@internal';
