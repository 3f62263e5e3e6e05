create function desk.orders_actors(
    p_orders bigint[]
)
returns table (
    order_id bigint,
    actors text[]
)
language plpgsql
stable
security definer
set search_path = ''
rows 1
as $$
/*
As whom the acting person stands before each of these orders, by the cabinet of the session: author (who lives there; also
the operator and the supervisor, acting for them), performer (assignee or co-performer), manager (of the order's zone or
one above), operator, supervisor. specialist: added to the talk only. Empty: not theirs to see; no row: no such order.
*/
declare
    v_cabinet text := people.my_cabinet();
    v_staff bigint;
    v_zones bigint[];
    v_premises bigint[];
    v_everywhere text[] := case v_cabinet
        when 'supervisor' then '{supervisor,manager}'
        when 'operator' then '{operator,author}'
        else '{}'
    end;
begin
    if v_cabinet = 'resident' then
        v_premises := array(select people.visible_premises());
    elsif v_cabinet = 'manager' then
        v_staff := people.my_staff();
        v_zones := array(select desk.staff_zones(v_staff));
    end if;
    -- who has a flat or works here is somebody
    if v_staff is null and coalesce(cardinality(v_premises), 0) = 0 and people.me() is null then
        return;
    end if;
    return query
    select o.order_id, case v_cabinet
        when 'resident' then case when o.premise_id = any (v_premises) then '{author}' else '{}' end::text[]
        when 'manager' then
            case
                when o.assignee_id = v_staff then '{performer}'
                else array(
                    select case m.role when 'co_performer' then 'performer' else m.role end
                    from desk.order_members as m
                    where
                        m.order_id = o.order_id and m.staff_id = v_staff and m.removed_at is null
                        and m.role in ('co_performer', 'specialist')
                    union all
                    -- what is merged into an order is read and answered by who has that
                    select 'specialist'
                    from desk.orders as b
                    where b.order_id = o.merged_into and b.assignee_id = v_staff
                )
            end || case when o.zone_id = any (v_zones) then '{manager}' else '{}' end::text[]
        else v_everywhere
    end
    from desk.orders as o
    where o.order_id = any (p_orders);
end
$$;
comment on function desk.orders_actors(bigint[]) is 'As whom the acting person stands before orders
@decides';
