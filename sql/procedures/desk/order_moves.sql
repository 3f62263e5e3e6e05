create function desk.order_moves(
    p_order lib.order_ref
)
returns table (
    to_state text,
    title text,
    requires text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the acting person may do with an order now, most usual first; empty for a foreign or closed one. */
declare
    v_actors text[] := desk.order_actors(p_order);
begin
    return query
    select
        m.to_state,
        case when lib.language() = 'en' then m.title_en else m.title end,
        array(
            select r.need
            from unnest(m.requires) as r (need)
            where not (r.need = 'photo_before' and not s.proof_before or r.need = 'photo_after' and not s.proof_after)
        )
    from desk.orders as o
    join desk.services as s on s.service_id = o.service_id
    join desk.moves as m
        on m.scenario = o.scenario and m.version = o.scenario_version and m.from_state = o.state
    join desk.states as t on t.state = m.to_state
    where o.order_id = p_order and m.actors && v_actors
    order by
        (m.to_state = 'declined'), (m.to_state = 'new' and m.from_state <> 'deferred'), (m.to_state = 'deferred'),
        t.position;
end
$$;
comment on function desk.order_moves(lib.order_ref) is 'What the acting person may do with an order now
@decides';
