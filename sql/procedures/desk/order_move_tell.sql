create function desk.order_move_tell(
    p_order bigint,
    p_from text,
    p_to text,
    p_reason text
)
returns void
language plpgsql
volatile
as $$
/*
Which event a move is, for those who must know; neighbours who joined are told of the end, without flat and names.
Returns are told by desk.order_shift, after the routing.
*/
declare
    v_waiting text;
    v_outage bigint;
    v_kind text;
begin
    select o.waiting_reason, o.outage_id into v_waiting, v_outage from desk.orders as o where o.order_id = p_order;
    v_kind := case
        when p_to = 'assigned' then 'order_assigned'
        when p_to = 'in_progress' and p_from in ('new', 'assigned') then 'order_accepted'
        when p_to = 'in_progress' then 'order_resumed'
        when p_to = 'waiting' and v_waiting in ('resident', 'no_access') then 'order_answer_needed'
        when p_to = 'waiting' then 'order_waiting'
        when p_to = 'deferred' then 'order_deferred'
        when p_to = 'completed' and p_from = 'merged' then 'order_merged_done'
        when p_to = 'completed' and p_from <> 'in_progress' and v_outage is not null then 'order_outage_over'
        when p_to = 'completed' then 'order_completed'
        when p_to = 'closed' then 'order_closed'
        when p_to = 'declined' then 'order_declined'
        when p_to = 'new' and p_from in ('assigned', 'in_progress') then 'order_queued'
    end;
    if v_kind is not null then
        perform talk.event_raise(v_kind, p_order, p_values => jsonb_strip_nulls(jsonb_build_object('reason', p_reason)));
    end if;
    if p_to in ('completed', 'closed', 'declined') then
        perform talk.event_raise(
            'order_joined_' || p_to, p_order, p_user => j.user_id,
            p_values => jsonb_build_object('house', h.street || ', ' || h.number)
        )
        from desk.order_joins as j
        join estate.houses as h on h.house_id = j.house_id
        where j.order_id = p_order;
    end if;
end
$$;
comment on function desk.order_move_tell(bigint, text, text, text) is 'Tells who must know of a move
@internal';
