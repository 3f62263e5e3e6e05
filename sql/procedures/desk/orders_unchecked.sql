create function desk.orders_unchecked(
    p_order lib.order_ref default null
)
returns table (
    order_id bigint,
    completed_at timestamptz,
    closes_at timestamptz,
    tries integer,
    tried_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Work that nobody can check in a cabinet: completed orders without a resident, or of one who has no cabinet. Such a person
is called before the order is closed (rules.md, Orders). closes_at: when it closes by itself if nobody is reached,
order_check_days after the day the others close. tries: calls not answered. p_order: only this one. For those who see the
whole company and for the worker.
*/
begin
    return query
    select
        o.order_id, o.completed_at,
        o.completed_at + make_interval(
            days => cabinet.setting('order_close_days')::integer + cabinet.setting('order_check_days')::integer),
        coalesce(c.tries, 0), c.tried_at
    from desk.orders as o
    left join lateral (
        select count(*)::integer as tries, max(k.started_at) as tried_at
        from desk.calls as k
        where k.order_id = o.order_id and k.result = 'no_answer' and k.started_at >= o.completed_at
    ) as c on true
    where
        o.state = 'completed' and (p_order is null or o.order_id = p_order)
        and (people.system_acts() or (select people.sees_all()))
        and (o.resident_id is null or not exists (
            select from people.user_cabinets as u where u.user_id = o.resident_id and u.cabinet = 'resident'
        ));
end
$$;
comment on function desk.orders_unchecked(lib.order_ref) is 'Work done for people without a cabinet, to be checked by a call
@decides';
