create function desk.orders_moves(
    p_orders bigint[]
)
returns table (
    order_id bigint,
    to_state text,
    title text,
    requires text[],
    place bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What the acting person may do with each of these orders now; place: the most usual first. No rows for foreign and closed
ones.
*/
begin
    return query
    select
        o.order_id,
        m.to_state,
        case when lib.language() = 'en' then m.title_en else m.title end,
        array(
            select r.need
            from unnest(m.requires) as r (need)
            where not (r.need = 'photo_before' and not s.proof_before or r.need = 'photo_after' and not s.proof_after)
        ),
        row_number() over (
            partition by o.order_id
            order by
                (m.to_state = 'declined'), (m.to_state = 'new' and m.from_state <> 'deferred'),
                (m.to_state = 'deferred'), t.position
        )
    from desk.orders_actors(p_orders) as a
    join desk.orders as o on o.order_id = a.order_id
    join desk.services as s on s.service_id = o.service_id
    join desk.moves as m
        on m.scenario = o.scenario and m.version = o.scenario_version and m.from_state = o.state and m.actors && a.actors
    join desk.states as t on t.state = m.to_state;
end
$$;
comment on function desk.orders_moves(bigint[]) is 'What the acting person may do with orders now
@decides';
