create function desk.orders_of_performer()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
/*
Orders where the acting person is performer, co-performer or specialist, and what is merged into these: open ones, and those that ended within the
last 90 days. Empty outside the managers' cabinet.
*/
declare
    v_staff bigint := people.my_staff();
    v_since timestamptz := lib.moment() - interval '90 days';
begin
    if v_staff is null then
        return;
    end if;
    return query
    select o.order_id from desk.orders as o where o.assignee_id = v_staff and o.open
    union
    select o.order_id
    from desk.orders as o
    where o.assignee_id = v_staff and not o.open and (o.closed_at is null or o.closed_at > v_since)
    union
    select o.order_id
    from desk.orders as b
    join desk.orders as o on o.merged_into = b.order_id
    where b.assignee_id = v_staff and b.open
    union
    select o.order_id
    from desk.order_members as m
    join desk.orders as o on o.order_id = m.order_id
    where m.staff_id = v_staff and m.removed_at is null and (o.open or o.closed_at is null or o.closed_at > v_since);
end
$$;
comment on function desk.orders_of_performer() is
'Orders where the acting person is owner or co-performer or specialist, open or recent
@decides';
