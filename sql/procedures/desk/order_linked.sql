create function desk.order_linked(
    p_order lib.order_ref
)
returns table (
    link_id bigint,
    order_id bigint,
    number bigint,
    relation text,
    service_id bigint,
    state text,
    waiting_reason text,
    on_way_at timestamptz,
    started_at timestamptz,
    due_at timestamptz,
    linked_at timestamptz,
    seen boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Orders that one which the acting person may open is linked with: relation main (it is done together with that one), merged
(that one with it), split (came out of it), origin (it came out of that one). seen: whether the other may be opened too; of one that may
not, nothing but number, trouble, state and term leaves. Only ids, codes and moments leave.
*/
begin
    if not desk.order_seen(p_order) then
        return;
    end if;
    return query
    select
        l.link_id, o.order_id, o.number,
        case
            when l.kind = 'merged' and l.order_id = p_order then 'main'
            when l.kind = 'merged' then 'merged'
            when l.order_id = p_order then 'origin'
            else 'split'
        end,
        o.service_id, o.state, o.waiting_reason, o.on_way_at, o.started_at, o.due_at, l.linked_at,
        desk.order_seen(o.order_id)
    from desk.order_links as l
    join desk.orders as o on o.order_id = case when l.order_id = p_order then l.main_id else l.order_id end
    where p_order in (l.order_id, l.main_id) and l.ended_at is null
    order by l.link_id;
end
$$;
comment on function desk.order_linked(lib.order_ref) is 'Orders that an order is linked with
@decides';
