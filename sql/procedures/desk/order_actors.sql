create function desk.order_actors(
    p_order bigint
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
As whom the acting person stands before an order, by the cabinet of the session: author (who lives there; also the
operator and the supervisor, acting for them), performer (assignee or co-performer), manager (of the order's zone or one above), operator,
supervisor. specialist: added to the talk only. Empty: not theirs to see.
*/
declare
    v_me bigint := people.me();
    v_cabinet text := people.my_cabinet();
    v_staff bigint;
    v_actors text[] := '{}';
    v_order desk.orders;
    v_today date := people.today();
begin
    if v_me is null then
        return v_actors;
    end if;
    select o.* into v_order from desk.orders as o where o.order_id = p_order;
    if v_order.order_id is null then
        return v_actors;
    end if;
    case v_cabinet
        when 'supervisor' then
            v_actors := '{supervisor,manager}';
        when 'operator' then
            v_actors := '{operator,author}';
        when 'resident' then
            if v_order.premise_id in (select people.visible_premises()) then
                v_actors := '{author}';
            end if;
        when 'manager' then
            v_staff := people.my_staff();
            if v_order.assignee_id = v_staff then
                v_actors := v_actors || '{performer}'::text[];
            else
                select v_actors || case m.role when 'co_performer' then 'performer' when 'specialist' then 'specialist' end
                into v_actors
                from (select) as one
                left join desk.order_members as m
                    on m.order_id = p_order and m.staff_id = v_staff and m.removed_at is null;
                v_actors := array_remove(coalesce(v_actors, '{}'), null);
            end if;
            if exists (
                select from people.zone_managers as z
                where
                    z.staff_id = v_staff and z.during @> v_today
                    and z.zone_id = any (estate.zone_path(v_order.zone_id))
            ) then
                v_actors := v_actors || '{manager}'::text[];
            end if;
        else
            if people.sees_all() and v_cabinet in ('accountant', 'admin') then
                v_actors := '{}';
            end if;
    end case;
    return v_actors;
end
$$;
comment on function desk.order_actors(bigint) is 'As whom the acting person stands before an order
@decides';
