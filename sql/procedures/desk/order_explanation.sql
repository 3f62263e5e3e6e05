create function desk.order_explanation(
    p_order lib.order_ref
)
returns table (
    "position" integer,
    staff_name text,
    reason text,
    open_count integer,
    minutes integer,
    chosen boolean,
    decided_at timestamptz,
    _badge text,
    _icon text
)
language plpgsql
stable
set search_path = ''
as $$
/*
«Назначено, потому что…»: the candidates of the last routing in their order, with the reason of each. When it went to a
queue, a first row says whose. For staff.
*/
declare
    v_event desk.order_events;
begin
    if not desk.order_seen(p_order) or people.my_cabinet() = 'resident' then
        return;
    end if;
    select e.*
    into v_event
    from desk.order_events as e
    where e.order_id = p_order and e.kind = 'routed'
    order by e.event_id desc
    limit 1;
    if v_event.event_id is null then
        return;
    end if;
    if v_event.details ->> 'staff_id' is null then
        return query
        select
            0, null::text, desk.route_queue_text((v_event.details ->> 'queue_zone_id')::bigint), null::integer,
            null::integer, true, v_event.happened_at, 'info', 'inbox';
    end if;
    return query
    select
        s.n, c.score ->> 'name', desk.route_reason(c.score), (c.score ->> 'open')::integer,
        (c.score ->> 'minutes')::integer, c.score ->> 'staff_id' = v_event.details ->> 'staff_id',
        v_event.happened_at,
        case
            when c.score ->> 'staff_id' = v_event.details ->> 'staff_id' then 'ok'
            when c.score ? 'barred' then 'muted'
            else 'info'
        end,
        case
            when c.score ->> 'staff_id' = v_event.details ->> 'staff_id' then 'person-check-fill'
            when c.score ? 'barred' then 'person-dash'
            else 'person'
        end
    from generate_subscripts(v_event.candidates, 1) as s (n)
    cross join lateral (select jsonb_strip_nulls(to_jsonb(v_event.candidates[s.n])) as score) as c
    order by s.n;
end
$$;
comment on function desk.order_explanation(lib.order_ref) is 'Why the order went to whom it went';
