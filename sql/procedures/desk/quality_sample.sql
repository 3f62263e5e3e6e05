create function desk.quality_sample(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    order_id bigint,
    why text,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whom to call about finished work: of every performer as many as quality_each a week lets, those not called about yet, ended
within quality_days; returned work first (why: returned), then badly rated (rated), the rest drawn by number (drawn), the
same for everybody who looks. Work that is to be called about anyway (desk.orders_unchecked) is not here. Only ids leave.
*/
declare
    v_since timestamptz := lib.moment() - make_interval(days => cabinet.setting('quality_days')::integer);
    v_week timestamptz := date_trunc('week', lib.moment());
    v_each integer := cabinet.setting('quality_each')::integer;
begin
    return query
    with ended as (
        select
            o.order_id, o.completed_at, s.staff_id,
            case when o.returned_count > 0 then 'returned' when r.worst <= 3 then 'rated' else 'drawn' end as why
        from people.staff as s
        cross join lateral (
            select d.order_id, d.completed_at, d.returned_count
            from desk.orders as d
            where
                d.assignee_id = s.staff_id and not d.open and (d.closed_at > v_since or d.closed_at is null)
                and d.completed_at > v_since and d.state in ('completed', 'closed')
                and (d.contact_phone is not null or d.resident_id is not null)
                and not exists (select from desk.quality_checks as c where c.order_id = d.order_id)
        ) as o
        left join lateral (
            select least(m.quality, m.speed, m.politeness, m.tidiness, m.price) as worst
            from desk.ratings as m where m.order_id = o.order_id
        ) as r on true
    ),

    drawn as (
        select
            e.order_id, e.why, e.completed_at, row_number() over (
                partition by e.staff_id
                order by array_position('{returned,rated,drawn}'::text[], e.why), md5(e.order_id::text)
            ) + (
                select count(*) from desk.quality_checks as c where c.staff_id = e.staff_id and c.checked_at >= v_week
            ) as place
        from ended as e
        where not exists (select from desk.orders_unchecked() as u where u.order_id = e.order_id)
    )

    select d.order_id, d.why, count(*) over ()
    from drawn as d
    where d.place <= v_each
    order by array_position('{returned,rated,drawn}'::text[], d.why), d.completed_at desc, d.order_id
    limit p_limit offset p_offset;
end
$$;
comment on function desk.quality_sample(integer, integer) is 'Finished work to be called about
@decides';
