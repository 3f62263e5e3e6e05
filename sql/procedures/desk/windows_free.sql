create function desk.windows_free(
    p_order bigint
)
returns table (
    value text,
    label text,
    group_label text,
    starts_at timestamptz,
    ends_at timestamptz
)
language plpgsql
stable
as $$
/*
Windows of the next days in which the performer of an order is free, by the clock of the house: how many days, from which
hour to which and how long are settings (visit_days, visit_opens, visit_closes, visit_hours). An order without a performer has every window. `value` names a window by its beginning in seconds, as desk.order_visit_choose()
reads it; the label is its hours, the group its day. Who may ask is decided by the caller.
*/
declare
    v_now timestamptz := lib.moment();
    v_hours integer := cabinet.setting('visit_hours');
    v_length interval := make_interval(hours => v_hours);
begin
    return query
    select
        extract(epoch from w.starts)::bigint::text,
        to_char(w.starts, 'FMHH24:MI') || '–' || to_char(w.starts + v_length, 'FMHH24:MI'),
        split_part(desk.moment_said(w.starts), ',', 1), w.starts, w.starts + v_length
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    cross join lateral (
        select ((v_now at time zone h.time_zone)::date + d.n + make_interval(hours => t.n)) at time zone h.time_zone as starts
        from generate_series(0, cabinet.setting('visit_days')::integer) as d (n)
        cross join generate_series(
            cabinet.setting('visit_opens')::integer, cabinet.setting('visit_closes')::integer - v_hours, v_hours) as t (n)
    ) as w
    where
        o.order_id = p_order
        and w.starts > v_now
        and not exists (
            select from people.bookings as b
            where
                b.staff_id = o.assignee_id
                and b.during && tstzrange(w.starts, w.starts + v_length)
                and not (b.source = 'shift' or (b.source = 'visit' and b.object_id = o.order_id))
        )
    order by w.starts;
end
$$;
comment on function desk.windows_free(bigint) is 'Free windows of the performer of an order, whoever asks
@internal';
