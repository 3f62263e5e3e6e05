create function desk.order_number(
    p_number bigint
)
returns text
language sql
stable
as $$
/* The number of an order as it is read: «№ 2481», in English «No. 2481». */
select case when lib.language() = 'en' then 'No. ' else '№ ' end || p_number
$$;
comment on function desk.order_number(bigint) is 'The number of an order as it is read';
