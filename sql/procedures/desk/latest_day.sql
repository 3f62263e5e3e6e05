create function desk.latest_day()
returns timestamptz
language plpgsql
stable
as $$
/* Up to when an order may be put off, its term moved, a visit set (setting order_ahead_days). */
begin
    return lib.moment() + make_interval(days => cabinet.setting('order_ahead_days')::integer);
end
$$;
comment on function desk.latest_day() is 'Up to when an order may be put off, its term moved, a visit set
@internal';
