create function desk.queue_list(
    p_limit integer default 50,
    p_offset integer default 0
)
returns table (
    order_id bigint,
    number_text text,
    title text,
    address text,
    place_text text,
    due lib.due,
    created_at timestamptz,
    planned_minutes integer,
    emergency boolean,
    overdue boolean,
    zone_name text,
    priority text,
    _badge_due text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The queue of the acting person, oldest first: what and where, without flat, name and telephone until taken.
*/
begin
    return query
    select
        r.order_id, r.number_text, r.title, h.street || ', ' || h.number, pl.title, r.due_at::lib.due, r.created_at,
        o.planned_minutes, r.emergency, r.overdue, r.zone_name, r.priority,
        case when r.overdue then 'bad' when r.emergency then 'warn' end, count(*) over ()
    from desk.queue_orders() with ordinality as q (order_id, n)
    join desk.order_rows as r on r.order_id = q.order_id
    join desk.orders as o on o.order_id = q.order_id
    join estate.houses as h on h.house_id = r.house_id
    cross join lateral (
        select case when lib.language() = 'en' then p.title_en else p.title end as title
        from desk.places as p where p.place = r.place
    ) as pl
    order by q.n
    limit p_limit offset p_offset;
end
$$;
comment on function desk.queue_list(integer, integer) is 'The queue of the acting person, oldest first
@decides';
