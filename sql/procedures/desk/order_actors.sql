create function desk.order_actors(
    p_order bigint
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As whom the acting person stands before an order: desk.orders_actors. Empty: not theirs to see, or none. */
begin
    return coalesce((select a.actors from desk.orders_actors(array[p_order]) as a), '{}');
end
$$;
comment on function desk.order_actors(bigint) is 'As whom the acting person stands before an order
@decides';
