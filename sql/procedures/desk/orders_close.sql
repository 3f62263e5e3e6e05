create function desk.orders_close(
    p_limit integer default 500
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Orders that nobody checked within order_close_days of completion are closed, in bounded batches. Where the resident has no
cabinet somebody calls first: such an order is left alone until it was called about or order_check_days more have passed
(desk.orders_unchecked). Returns how many.
*/
declare
    v_ids bigint[];
begin
    select array_agg(d.order_id)
    into v_ids
    from (
        select o.order_id
        from desk.orders as o
        where
            o.state = 'completed'
            and o.completed_at <= lib.moment() - desk.check_span()
            and not exists (
                select from desk.orders_unchecked(o.order_id) as u where u.closes_at > lib.moment()
            )
        order by o.completed_at, o.order_id
        limit p_limit
        for update skip locked
    ) as d;
    perform desk.order_shift(i.id, 'closed', '{job}')
    from unnest(v_ids) as i (id);
    return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function desk.orders_close(integer) is 'Closes what was done and not checked in time
@for worker';
