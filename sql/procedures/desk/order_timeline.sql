create function desk.order_timeline(
    p_order lib.order_ref,
    p_internal boolean default false
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text,
    _icon text,
    _badge text,
    _internal boolean
)
language plpgsql
stable
set search_path = ''
as $$
/* Everything that happened to an order, newest first, in words; internal lines only where p_internal. */
begin
    if not desk.order_seen(p_order) then
        return;
    end if;
    return query
    select
        e.happened_at,
        case
            when e.kind in ('moved', 'returned') then
                cabinet.said('order.event.' || e.kind, jsonb_build_object(
                    'state', case when lib.language() = 'en' then s.title_en else s.title end
                ))
            else cabinet.said(
                'order.event.' || case
                    when e.kind = 'routed' and e.details ->> 'staff_id' is null then 'routed_queue'
                    else e.kind
                end,
                jsonb_strip_nulls(jsonb_build_object(
                    'name', f.name, 'from', desk.moment_said((e.details ->> 'from')::timestamptz),
                    'to', desk.moment_until_said(
                        case when e.kind = 'visit_set' then (e.details ->> 'from')::timestamptz end,
                        (e.details ->> 'to')::timestamptz), 'count', e.details ->> 'count',
                    'step', e.details ->> 'step', 'number', e.details ->> 'number', 'percent', e.details ->> 'percent'
                ))
            )
        end,
        e.note,
        case when e.actor in ('job', 'routing') then cabinet.said('order.actor.' || e.actor) else e.actor_name end,
        coalesce(s.icon, case e.kind
            when 'created' then 'plus-circle-fill'
            when 'departed' then 'truck'
            when 'started' then 'wrench'
            when 'visit_set' then 'calendar-event'
            when 'photo_added' then 'camera'
            when 'rated' then 'star-fill'
            when 'escalated' then 'arrow-up-circle'
            when 'term_warning' then 'clock-fill'
            when 'term_changed' then 'clock'
            else 'dot'
        end),
        case when e.kind = 'returned' then 'bad' else s.badge end, e.internal
    from desk.order_events as e
    left join desk.states as s on s.state = e.to_state and e.kind not in ('created')
    left join people.staff as f
        on f.staff_id = coalesce((e.details ->> 'assignee_id')::bigint, (e.details ->> 'staff_id')::bigint)
    where e.order_id = p_order and (p_internal or not e.internal)
    order by e.event_id desc;
end
$$;
comment on function desk.order_timeline(lib.order_ref, boolean) is 'Everything that happened to an order, newest first';
