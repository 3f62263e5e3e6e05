create function desk.order_version(
    p_order lib.order_ref
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Changes whenever the order, its history or its conversation do: for blocks that are polled. */
begin
    if not desk.order_seen(p_order) then
        return null;
    end if;
    return (
        select o.version || '.' || coalesce((
            select max(e.event_id) from desk.order_events as e where e.order_id = p_order
        ), 0) || '.' || coalesce((
            select max(m.message_id) from desk.messages as m where m.order_id = p_order
        ), 0)
        from desk.orders as o
        where o.order_id = p_order
    );
end
$$;
comment on function desk.order_version(lib.order_ref) is 'Changes whenever the order or its conversation do';
