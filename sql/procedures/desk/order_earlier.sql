create function desk.order_earlier(
    p_order lib.order_ref,
    p_level text
)
returns table (
    title text,
    number_text text,
    state lib.state,
    created_at timestamptz,
    performer text,
    _badge_state text,
    _icon_state text,
    _link text
)
language plpgsql
stable
set search_path = ''
as $$
/*
The last five other orders on the same place as this one, as far as the acting person sees them; nothing unless the place
of this order is of p_level (desk.places: premise, entrance, house).
*/
declare
    v_ids bigint[] := array(
        select e.order_id
        from desk.orders as o
        cross join lateral (
            select q.order_id
            from desk.orders as q
            where
                q.house_id = o.house_id and q.order_id <> o.order_id
                and q.place in (select k.place from desk.places as k where k.level = p_level)
                and (p_level <> 'premise' or q.premise_id = o.premise_id)
                and (p_level <> 'entrance' or q.entrance_id is not distinct from o.entrance_id)
            order by q.order_id desc
            limit 5
        ) as e
        where o.order_id = p_order and o.place in (select p.place from desk.places as p where p.level = p_level)
    );
begin
    return query
    select
        r.title, r.number_text, r.state::lib.state, r.created_at, r.assignee_name, r.badge, r.icon,
        'order?order=' || r.order_id
    from unnest(v_ids) as e (order_id)
    join desk.order_rows as r on r.order_id = e.order_id
    order by r.order_id desc;
end
$$;
comment on function desk.order_earlier(lib.order_ref, text) is 'The last orders on the same flat, entrance or house';
