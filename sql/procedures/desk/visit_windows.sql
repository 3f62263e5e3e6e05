create function desk.visit_windows(
    p_order lib.order_ref
)
returns table (
    starts_at timestamptz,
    ends_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Two-hour windows of the next seven days, 8:00 to 20:00 of the house, in which the performer of an order is free. Only for
orders that the acting person sees (foreign ones give no rows). An order without a performer has every window.
@decides
*/
declare
    v_now timestamptz := lib.moment();
begin
    return query
    select w.starts, w.starts + interval '2 hours'
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    cross join lateral (
        select ((v_now at time zone h.time_zone)::date + d.n + make_interval(hours => t.n)) at time zone h.time_zone as starts
        from generate_series(0, 7) as d (n)
        cross join generate_series(8, 18, 2) as t (n)
    ) as w
    where
        o.order_id = p_order
        and (
            o.premise_id in (select v.id from people.visible_premises() as v (id))
            or o.house_id in (select v.id from people.visible_houses() as v (id))
            or (select people.sees_all())
        )
        and w.starts > v_now
        and not exists (
            select from people.bookings as b
            where
                b.staff_id = o.assignee_id
                and b.during && tstzrange(w.starts, w.starts + interval '2 hours')
                and not (b.source = 'shift' or (b.source = 'visit' and b.object_id = o.order_id))
        )
    order by w.starts;
end
$$;
comment on function desk.visit_windows(lib.order_ref) is 'Free two-hour windows of the performer of an order
@decides';
