create function desk.event_add(
    p_order bigint,
    p_kind text,
    p_actor text,
    p_from text default null,
    p_to text default null,
    p_note text default null,
    p_internal boolean default false,
    p_details jsonb default null,
    p_candidates desk.candidate[] default null
)
returns void
language plpgsql
volatile
as $$
/* One more line of an order's history, with the display name that the acting person has at this moment. */
begin
    insert into desk.order_events (
        order_id, house_id, premise_id, happened_at, kind, from_state, to_state, user_id, actor, actor_name, note,
        internal, details, candidates
    )
    select
        o.order_id, o.house_id, o.premise_id, lib.moment(), p_kind, p_from, p_to, who.user_id, p_actor, who.name,
        nullif(trim(p_note), ''), p_internal, p_details, p_candidates
    from desk.orders as o
    cross join lateral desk.actor(p_actor) as who
    where o.order_id = p_order;
end
$$;
comment on function desk.event_add(bigint, text, text, text, text, text, boolean, jsonb, desk.candidate[]) is
'One more line of an order''s history
@internal';
