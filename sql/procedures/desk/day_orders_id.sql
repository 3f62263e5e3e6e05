create function desk.day_orders_id(
    p_staff bigint,
    p_day date
)
returns bigint
language sql
immutable
set search_path = ''
as $$
/* The id of a performer's day, 20261123000012: eight figures of the day, six of the person. */
select to_char(p_day, 'YYYYMMDD')::bigint * 1000000 + p_staff
$$;
comment on function desk.day_orders_id(bigint, date) is 'The id of a performer''s day';
