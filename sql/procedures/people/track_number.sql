create function people.track_number(
    p_order bigint
)
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The number of an order filed in this very transaction, else null. */
begin
    return (
        select o.number from desk.orders as o where o.order_id = p_order and o.xmin = pg_current_xact_id()::xid
    );
end
$$;
comment on function people.track_number(bigint) is 'The number of an order just filed
@decides';
