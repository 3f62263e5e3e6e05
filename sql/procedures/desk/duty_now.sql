create function desk.duty_now(
    p_zone lib.zone_ref default null,
    p_specialization text default null
)
returns table (
    staff_id bigint,
    user_id bigint,
    name text,
    "position" text,
    zone_id bigint,
    until timestamptz,
    on_call boolean,
    trades text[],
    open_orders bigint
)
language plpgsql
stable
set search_path = ''
as $$
/* Who is on duty now: for a zone (its own shift before the company's) and a trade. Emergency takers first. */
begin
    return query
    select
        s.staff_id, s.user_id, s.name::text, s."position", d.zone_id, upper(d.during), d.on_call,
        array(
            select t.specialization
            from people.staff_specializations as t
            where t.staff_id = s.staff_id
            order by t.specialization
        ),
        (select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open)
    from people.duty_shifts as d
    join people.staff as s on s.staff_id = d.staff_id
    where
        d.during @> lib.moment()
        and (p_zone is null or d.zone_id is null or d.zone_id = p_zone)
        and not exists (
            select from people.leaves as l where l.staff_id = s.staff_id and l.during @> lib.moment()::date
        )
        and (
            p_specialization is null
            or exists (
                select from people.staff_specializations as t
                join people.specializations as k on k.specialization = t.specialization
                where
                    t.staff_id = s.staff_id
                    and t.specialization = p_specialization
                    and (not k.permit_required or t.permit_until >= lib.moment()::date)
            )
        )
    order by d.on_call desc, d.zone_id is null, s.name;
end
$$;
comment on function desk.duty_now(lib.zone_ref, text) is 'Who is on duty now, for a zone and a trade';
