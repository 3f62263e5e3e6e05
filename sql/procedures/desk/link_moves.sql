create function desk.link_moves(
    p_link people.links
)
returns text[]
language plpgsql
stable
as $$
/*
What a link may still do with its order: confirm, return, answer, visit, rate; a contractor's accept, visit, report, act, as long as
the order is the firm's and its contract runs, of a planned work point, done, act; nothing when the order went on meanwhile,
the person is blocked or the flat is no longer theirs.
*/
begin
    if p_link.purpose = 'contractor' and p_link.work_id is not null then
        return coalesce((
            select array_remove(array[
                case when w.open and p.remain > 0 then 'point' end,
                case when w.open and p.remain = 0 then 'done' end,
                case when w.state = 'done' and not exists (
                    select from people.contractor_acts as a where a.work_id = w.work_id and a.refused_reason is null
                ) then 'act' end
            ], null)
            from upkeep.works as w
            join people.staff as s on s.staff_id = any (w.staff_ids) and s.employed @> people.today()
            join people.contractors as c on c.staff_id = s.staff_id
            join people.users as u on u.user_id = s.user_id and u.blocked_at is null
            left join upkeep.norms as n on n.norm_id = w.norm_id
            cross join lateral (
                select count(*) as remain
                from upkeep.checklist_points as t
                where
                    t.checklist_id = n.checklist_id and t.active and not exists (
                        select from upkeep.work_points as m where m.work_id = w.work_id and m.point_id = t.point_id
                    )
            ) as p
            where w.work_id = p_link.work_id and s.user_id = p_link.user_id
        ), '{}');
    end if;
    if p_link.purpose = 'contractor' then
        return coalesce((
            select array_remove(array[
                case when o.state = 'assigned' then 'accept' end,
                case when o.state in ('assigned', 'in_progress') then 'visit' end,
                case when o.state = 'in_progress' then 'report' end,
                case when o.state in ('completed', 'closed') and not exists (
                    select from people.contractor_acts as a where a.order_id = o.order_id and a.refused_reason is null
                ) then 'act' end
            ], null)
            from desk.orders as o
            join people.staff as s on s.staff_id = o.assignee_id and s.employed @> people.today()
            join people.contractors as c on c.staff_id = s.staff_id
            join people.users as u on u.user_id = s.user_id and u.blocked_at is null
            where o.order_id = p_link.order_id and s.user_id = p_link.user_id
        ), '{}');
    end if;
    return coalesce((
        select array_remove(array[
            case when p_link.purpose = 'work' and o.state = 'completed' then 'confirm' end,
            case when p_link.purpose = 'work' and o.state = 'completed' then 'return' end,
            case when p_link.purpose = 'answer' and o.state = 'waiting'
                and o.waiting_reason in ('resident', 'no_access') then 'answer' end,
            case when o.assignee_id is not null and (
                p_link.purpose in ('answer', 'visit') and o.state = 'waiting' and o.waiting_reason = 'no_access'
                or p_link.purpose = 'visit' and o.state in ('assigned', 'in_progress') and o.started_at is null
            ) then 'visit' end,
            case when p_link.purpose = 'rate' and o.state in ('completed', 'closed')
                and desk.rating_open(o.closed_at, r.created_at) then 'rate' end
        ], null)
        from desk.orders as o
        join people.users as u on u.user_id = p_link.user_id and u.blocked_at is null
        left join desk.ratings as r on r.order_id = o.order_id
        where o.order_id = p_link.order_id and exists (
            select from people.sights as s
            where s.user_id = p_link.user_id and s.cabinet = 'resident' and s.premise_id = o.premise_id
        )
    ), '{}');
end
$$;
comment on function desk.link_moves(people.links) is 'What a link may still do with its order
@internal';
