create function desk.order_seen(
    p_order bigint
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whether the acting person may open an order: the first wall of every reader. Who has a part in it (desk.order_actors);
a performer who had one, until three days after the order ended.
*/
begin
    return
        cardinality(desk.order_actors(p_order)) > 0
        or p_order in (select desk.orders_of_performer());
end
$$;
comment on function desk.order_seen(bigint) is 'Whether the acting person may open an order
@decides';
