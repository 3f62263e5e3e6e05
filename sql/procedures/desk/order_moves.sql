create function desk.order_moves(
    p_order lib.order_ref
)
returns table (
    to_state text,
    title text,
    requires text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the acting person may do with an order now, most usual first; empty for a foreign or closed one. */
begin
    return query select m.to_state, m.title, m.requires from desk.orders_moves(array[p_order]) as m order by m.place;
end
$$;
comment on function desk.order_moves(lib.order_ref) is 'What the acting person may do with an order now
@decides';
