create function desk.order_shift(
    p_order bigint,
    p_state text,
    p_actors text[],
    p_reason text default null,
    p_until timestamptz default null,
    p_waiting_reason text default null,
    p_assignee bigint default null,
    p_photos uuid[] default '{}',
    p_over boolean default false,
    p_main bigint default null
)
returns void
language plpgsql
volatile
as $$
/*
The only way an order changes its state. p_actors: as whom the caller stands before the order (desk.order_actors, or
job, routing, outage from trusted code). The table desk.moves decides; its requirements are checked here; clocks, slot,
bookings, history and notices follow. p_over: the assignee may get over capacity (supervisor only). p_main: the order that this
one is merged into (desk.order_merge). What is merged into an order follows when that is done or declined.

Errors: order_closed, order_move_forbidden (with the moves that are allowed), order_needs_… (what is missing).
*/
declare
    v_now timestamptz := lib.moment();
    v_order desk.orders := desk.order_lock(p_order);
    v_move desk.moves;
    v_from desk.states;
    v_to desk.states;
    v_service desk.services;
    v_time_zone text;
    v_actor text;
    v_reason text := nullif(trim(p_reason), '');
    v_assignee bigint := p_assignee;
    v_last bigint := v_order.assignee_id;
    v_due timestamptz := v_order.due_at;
    v_slot smallint := v_order.slot;
    v_queue bigint;
    v_reroute boolean := false;
    v_returned boolean := v_order.state = 'completed' and p_state = 'new';
    v_latest timestamptz;
begin
    select s.* into v_from from desk.states as s where s.state = v_order.state;
    select s.* into v_to from desk.states as s where s.state = p_state;
    if v_from.terminal then
        perform cabinet.refuse('order_closed', p_values => jsonb_build_object('number', v_order.number));
    end if;
    select m.*
    into v_move
    from desk.moves as m
    where
        m.scenario = v_order.scenario and m.version = v_order.scenario_version
        and m.from_state = v_order.state and m.to_state = p_state;
    select a.actor
    into v_actor
    from unnest(p_actors) with ordinality as a (actor, n)
    where a.actor = any (v_move.actors)
    order by a.n
    limit 1;
    if v_actor is null then
        perform cabinet.refuse('order_move_forbidden', p_field => 'p_state', p_values => jsonb_build_object(
            'number', v_order.number,
            'state', case when lib.language() = 'en' then v_from.title_en else v_from.title end,
            'allowed', desk.moves_said(p_order, p_actors)
        ));
    end if;

    select s.* into v_service from desk.services as s where s.service_id = v_order.service_id;
    select h.time_zone into v_time_zone from estate.houses as h where h.house_id = v_order.house_id;
    perform desk.files_attach(p_order, p_photos, case
        when p_state = 'completed' then 'after'
        when p_state = 'in_progress' then 'before'
        when p_state = 'waiting' and p_waiting_reason = 'no_access' then 'door'
        else 'problem'
    end);

    -- what the move demands
    if 'reason' = any (v_move.requires) and v_reason is null then
        perform cabinet.refuse('order_needs_reason', p_field => 'p_reason');
    end if;
    if 'until' = any (v_move.requires) then
        v_latest := desk.latest_day();
        if p_until is null then
            perform cabinet.refuse('order_needs_until', p_field => 'p_until');
        elsif p_until <= v_now or p_until > v_latest then
            perform cabinet.refuse('order_until_wrong', p_field => 'p_until', p_values => jsonb_build_object(
                'last', to_char(v_latest, 'DD.MM.YYYY')
            ));
        end if;
    end if;
    if 'waiting_reason' = any (v_move.requires) and not exists (
        select from desk.waiting_reasons as w where w.waiting_reason = p_waiting_reason
    ) then
        perform cabinet.refuse('order_needs_waiting_reason', p_field => 'p_waiting_reason');
    end if;
    if 'photo_before' = any (v_move.requires) and v_service.proof_before and not exists (
        select from desk.order_files as f where f.order_id = p_order and f.stage = 'before'
    ) then
        perform cabinet.refuse('order_needs_photo_before', p_field => 'p_photos');
    end if;
    if 'photo_after' = any (v_move.requires) and v_service.proof_after and not exists (
        select from desk.order_files as f
        where
            f.order_id = p_order and f.stage = 'after'
            and f.added_at >= coalesce((
                select max(e.happened_at) from desk.order_events as e
                where e.order_id = p_order and e.from_state = 'completed' and e.to_state = 'new'
            ), '-infinity')
    ) then
        perform cabinet.refuse('order_needs_photo_after', p_field => 'p_photos');
    end if;
    if p_state = 'merged' and p_main is null then
        perform cabinet.refuse('order_needs_main', p_field => 'p_main');
    end if;
    if 'assignee' = any (v_move.requires) then
        v_assignee := coalesce(v_assignee, case when v_actor = 'performer' then people.my_staff() end);
        if v_assignee is null then
            perform cabinet.refuse('order_needs_assignee', p_field => 'p_assignee');
        end if;
    end if;

    -- the resolution clock stands in waiting and deferred, counted in its own time
    if v_from.clock_runs and not v_to.clock_runs and v_to.open then
        null;
    elsif v_order.paused_at is not null and v_to.open and v_order.paused_at < v_due then
        v_due := desk.term_add(
            v_now, v_order.due_clock,
            desk.term_left(v_order.paused_at, v_due, v_order.due_clock, v_time_zone), v_time_zone
        );
    end if;
    if v_returned then
        v_due := desk.term_add(v_now, v_order.due_clock, v_order.due_amount, v_time_zone);
    end if;

    -- who has it after the move
    if p_state in ('assigned', 'in_progress') and v_assignee is not null and v_assignee is distinct from v_last then
        v_slot := desk.staff_take(v_assignee, v_order.emergency, p_over);
    elsif p_state = 'new' then
        v_reroute := v_returned or v_order.state in ('deferred', 'merged') or v_actor = 'routing';
        v_assignee := null;
        v_slot := null;
    elsif p_state = 'merged' then
        v_assignee := null;
        v_slot := null;
    else
        -- what was done together is the work of who did the other
        v_assignee := case when v_order.state = 'merged' then v_assignee else v_last end;
        if not v_to.open then
            v_slot := null;
        end if;
    end if;
    if v_assignee is null and v_to.open and p_state <> 'merged' then
        select z.zone_id
        into v_queue
        from people.zone_managers as z
        where z.zone_id = any (estate.zone_path(v_order.zone_id)) and z.during @> people.today()
        order by array_position(estate.zone_path(v_order.zone_id), z.zone_id)
        limit 1;
    end if;

    update desk.orders as o
    set
        state = p_state,
        open = v_to.open,
        assignee_id = v_assignee,
        slot = v_slot,
        queue_zone_id = case when v_assignee is null then v_queue end,
        due_at = v_due,
        paused_at = case when v_to.open and not v_to.clock_runs then coalesce(v_order.paused_at, v_now) end,
        clock_started_at = case when v_returned then v_now else o.clock_started_at end,
        warned = case when v_returned then 0 else o.warned end,
        escalation = case when p_state = 'new' then 0 else o.escalation end,
        waiting_reason = case when p_state = 'waiting' then p_waiting_reason end,
        merged_into = p_main,
        deferred_until = case when p_state = 'deferred' then p_until end,
        responded_at = case when p_state = 'in_progress' then coalesce(o.responded_at, v_now) else o.responded_at end,
        ladder_at = case
            when p_state = 'assigned' then o.ladder_at
            when p_state = 'new' then (
                select r.response_due from desk.terms_resolve(o.service_id, o.priority, v_now, v_time_zone) as r
            )
        end,
        on_way_at = case when p_state in ('new', 'merged') then null else o.on_way_at end,
        started_at = case when p_state in ('new', 'merged') then null else o.started_at end,
        visit_from = case when p_state in ('new', 'merged') then null else o.visit_from end,
        visit_to = case when p_state in ('new', 'merged') then null else o.visit_to end,
        completed_at = case when p_state = 'completed' then v_now when v_returned then null else o.completed_at end,
        closed_at = case when v_to.terminal then v_now end,
        late = o.late or (
            p_state = 'completed' and v_now > case when v_order.paused_at is null then v_order.due_at else v_now end
        ),
        returned_count = o.returned_count + v_returned::integer,
        version = o.version + 1
    where o.order_id = p_order;

    if not v_to.open or v_assignee is distinct from v_last then
        perform people.booking_release('visit', p_order);
    end if;
    perform desk.event_add(
        p_order, case when v_returned then 'returned' else 'moved' end, v_actor, v_order.state, p_state,
        p_note => v_reason,
        p_details => jsonb_strip_nulls(jsonb_build_object(
            'until', p_until, 'waiting_reason', p_waiting_reason, 'assignee_id', v_assignee,
            'due_at', case when v_due <> v_order.due_at then v_due end
        ))
    );
    perform desk.order_move_tell(p_order, v_order.state, p_state, v_reason);
    if p_state in ('completed', 'declined') then
        perform desk.orders_merged_follow(p_order, p_state);
    end if;
    if v_returned and v_order.returned_count >= 1 then
        -- the second return is the manager's own affair
        perform talk.event_raise('order_returned', p_order, p_values => jsonb_build_object('reason', v_reason));
    elsif v_reroute then
        perform desk.order_route(
            p_order,
            p_prefer => case when v_returned or v_order.state = 'deferred' then v_last end,
            p_exclude => case when v_actor = 'routing' and v_last is not null then array[v_last] else '{}' end
        );
        if v_returned then
            perform talk.event_raise('order_returned', p_order, p_values => jsonb_build_object('reason', v_reason));
        end if;
    end if;
end
$$;
comment on function desk.order_shift(
    bigint, text, text[], text, timestamptz, text, bigint, uuid[], boolean, bigint
) is 'The only way an order changes its state
@internal';
