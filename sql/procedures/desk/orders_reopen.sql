create function desk.orders_reopen(
    p_limit integer default 200
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Hourly: deferred orders whose day has come are reopened: to whoever had them if he may take them now, else by routing.
A bounded batch, oldest first, rows that somebody else holds are left for the next run. Returns how many.
*/
declare
    v_ids bigint[];
begin
    select array_agg(d.order_id)
    into v_ids
    from (
        select o.order_id
        from desk.orders as o
        where o.state = 'deferred' and o.deferred_until <= lib.moment()
        order by o.deferred_until, o.order_id
        limit p_limit
        for update skip locked
    ) as d;
    perform desk.order_shift(i.id, 'new', '{job}')
    from unnest(v_ids) as i (id);
    return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function desk.orders_reopen(integer) is 'Reopens deferred orders whose day has come
@for worker';
