create function desk.check_span()
returns interval
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How long a resident has to look at what was done before the order is closed by itself: setting order_close_days. */
begin
    return make_interval(days => cabinet.setting('order_close_days')::integer);
end
$$;
comment on function desk.check_span() is 'How long a resident has to look at what was done';
