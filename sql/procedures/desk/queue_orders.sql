create function desk.queue_orders(
    p_limit integer default 200
)
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Orders in a queue that the acting person may take, oldest first, emergencies before all: of the zones they manage, and
those of their trade (permit valid) in a place of their scope.
*/
declare
    v_staff bigint := people.my_staff();
    v_today date := people.today();
    v_zones bigint[];
    v_scope_zones bigint[];
begin
    if v_staff is null then
        return;
    end if;
    v_zones := array(select desk.staff_zones(v_staff));
    v_scope_zones := array(
        select c.zone_id from people.staff_scopes as c
        where c.staff_id = v_staff and c.zone_id is not null and c.during @> v_today
    );
    v_scope_zones := array(select b.zone_id from estate.zone_branch(v_scope_zones) as b (zone_id));
    return query
    select o.order_id
    from desk.orders as o
    join desk.services as s on s.service_id = o.service_id
    where
        o.open and o.assignee_id is null and o.state = 'new'
        and (
            o.zone_id = any (v_zones)
            or (
                exists (
                    select
                    from people.staff_specializations as t
                    join people.specializations as k on k.specialization = t.specialization
                    where
                        t.staff_id = v_staff and t.specialization = s.specialization
                        and (not k.permit_required or t.permit_until >= v_today)
                )
                and (
                    o.zone_id = any (v_scope_zones)
                    or exists (
                        select from people.staff_scopes as c
                        where
                            c.staff_id = v_staff and c.during @> v_today
                            and (c.house_id = o.house_id or c.entrance_id = o.entrance_id)
                    )
                )
            )
        )
    order by o.emergency desc, o.created_at, o.order_id
    limit p_limit;
end
$$;
comment on function desk.queue_orders(integer) is 'Orders in a queue that the acting person may take, oldest first
@decides';
