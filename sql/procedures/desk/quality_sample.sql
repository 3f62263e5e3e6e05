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
    v_unchecked bigint[] := array(select u.order_id from desk.orders_unchecked() as u);
begin
    return query
    with asked as (
        select q.staff_id, count(*) as amount
        from desk.quality_checks as q
        where q.checked_at >= v_week
        group by q.staff_id
    ),

    rated as (
        -- a mark older than that is of work that was returned since
        select m.order_id
        from desk.ratings as m
        where m.created_at > v_since and least(m.quality, m.speed, m.politeness, m.tidiness, m.price) <= 3
    ),

    ended as (
        select
            o.order_id, o.completed_at, o.assignee_id as staff_id,
            case when o.returned_count > 0 then 1 when r.order_id is not null then 2 else 3 end as rank
        from desk.orders as o
        left join rated as r on r.order_id = o.order_id
        where
            o.completed_at > v_since and o.assignee_id is not null and o.state in ('completed', 'closed')
            and (o.contact_phone is not null or o.resident_id is not null)
            and not exists (select from desk.quality_checks as c where c.order_id = o.order_id)
            and o.order_id not in (select u.id from unnest(v_unchecked) as u (id))
    ),

    drawn as (
        select
            e.order_id, e.rank, e.completed_at, coalesce(a.amount, 0) + row_number() over (
                partition by e.staff_id order by e.rank, hashint8extended(e.order_id, 0)
            ) as place
        from ended as e
        left join asked as a on a.staff_id = e.staff_id
    )

    select d.order_id, (array['returned', 'rated', 'drawn'])[d.rank], count(*) over ()
    from drawn as d
    where d.place <= v_each
    order by d.rank, d.completed_at desc, d.order_id
    limit p_limit offset p_offset;
end
$$;
comment on function desk.quality_sample(integer, integer) is 'Finished work to be called about
@decides';
