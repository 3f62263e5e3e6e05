create function desk.staff_candidates(
    p_order lib.order_ref,
    p_search text default null
)
returns table (
    staff_id bigint,
    name text,
    position_title text,
    suits boolean,
    on_leave boolean,
    open_count integer,
    capacity integer
)
language plpgsql
stable
set search_path = ''
as $$
/*
Staff who could be given an order: those with its trade first, the least loaded first; who is on leave last, with the
mark. Under the walls of the calling cabinet; nothing for an order that the acting person does not see.
*/
begin
    if not desk.order_seen(p_order) then
        return;
    end if;
    return query
    select
        s.staff_id, s.name::text, s.position, trade.suits, away.now, load.n::integer, s.capacity::integer
    from desk.orders as o
    join desk.services as v on v.service_id = o.service_id
    cross join people.staff as s
    cross join lateral (
        select exists (
            select from people.staff_specializations as t
            join people.specializations as k on k.specialization = t.specialization
            where t.staff_id = s.staff_id and t.specialization = v.specialization
                and (not k.permit_required or t.permit_until >= lib.moment()::date)
        ) as suits
    ) as trade
    cross join lateral (
        select exists (
            select from people.leaves as l where l.staff_id = s.staff_id and l.during @> lib.moment()::date
        ) as now
    ) as away
    cross join lateral (
        select count(*) as n from desk.orders as q where q.assignee_id = s.staff_id and q.open and not q.emergency
    ) as load
    where
        o.order_id = p_order and s.employed @> lib.moment()::date
        and s.staff_id is distinct from o.assignee_id
        and (trade.suits or exists (select from people.zone_managers as m where m.staff_id = s.staff_id)
            or p_search is not null)
        and (p_search is null or position(lower(p_search) in lower(s.name || ' ' || s.position)) > 0)
    order by away.now, not trade.suits, load.n >= s.capacity, load.n, s.name
    limit 40;
end
$$;
comment on function desk.staff_candidates(lib.order_ref, text) is 'Staff who could be given an order';
