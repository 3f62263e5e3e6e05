create function desk.orders_close(
    p_limit integer default 500
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Orders that nobody checked for 7 days after completion are closed, in bounded batches. Returns how many. */
declare
    v_ids bigint[];
begin
    select array_agg(d.order_id)
    into v_ids
    from (
        select o.order_id
        from desk.orders as o
        where o.state = 'completed' and o.completed_at <= lib.moment() - interval '7 days'
        order by o.completed_at, o.order_id
        limit p_limit
        for update skip locked
    ) as d;
    perform desk.order_shift(i.id, 'closed', '{job}')
    from unnest(v_ids) as i (id);
    return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function desk.orders_close(integer) is 'Closes what was done 7 days ago and not checked
@for worker';
