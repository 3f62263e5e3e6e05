create function upkeep.work_order_number(
    p_order bigint
)
returns bigint
language sql
stable
security definer
set search_path = ''
as $$
/* The number of an order that a defect has just become: who found it may have no more to do with the order. */
select o.number
from upkeep.work_points as p
join desk.orders as o on o.order_id = p.order_id
where p.order_id = p_order
$$;
comment on function upkeep.work_order_number(bigint) is 'The number of the order that a defect became
@decides';
