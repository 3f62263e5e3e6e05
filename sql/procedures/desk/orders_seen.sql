create function desk.orders_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Those that desk.order_seen opens or the queue offers; the version is what changes with the order. Asked by cabinet.refs_seen. */
begin
    return query
    select
        o.order_id,
        desk.order_number(o.number) || ' ' || desk.order_title(o.service_id, o.title) || ' · ' || h.street || ', ' || h.number, o.version
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    where o.order_id = any (p_ids) and (
        desk.order_seen(o.order_id)
        or (people.my_scope() = 'sees_houses' and o.order_id in (select desk.queue_orders()))
    );
end
$$;
comment on function desk.orders_seen(bigint[]) is 'Which of these orders the acting person may open
@internal';
