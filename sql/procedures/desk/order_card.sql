create function desk.order_card(
    p_order lib.order_ref
)
returns table (
    order_id bigint,
    number_text text,
    title text,
    state lib.state,
    whose_move text,
    place_text text,
    address text,
    description text,
    due lib.due,
    due_ground text,
    overdue boolean,
    time_left interval,
    created_at timestamptz,
    channel text,
    by_staff boolean,
    caller_name text,
    contact_phone lib.phone,
    resident_name text,
    convenient text,
    access_note text,
    visit tstzrange,
    assignee_name text,
    assignee_position text,
    members text,
    zone_name text,
    deferred_until timestamptz,
    returned_count smallint,
    priority text,
    house_id bigint,
    premise_id bigint,
    assignee_id bigint,
    resident_id bigint,
    zone_id bigint,
    service_id bigint,
    version integer,
    _badge text,
    _icon text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _title text
)
language plpgsql
stable
set search_path = ''
as $$
/*
One order for its page. Phones and names go through people.contacts_for; the contact telephone typed with the order is
shown to staff who have it in hand (performer, manager, operator, supervisor) until some days after closing (setting
contact_days), and to the household. Raises not_found for a foreign order.
*/
declare
    v_actors text[] := desk.order_actors(p_order);
    v_now timestamptz := lib.moment();
    v_since timestamptz := v_now - make_interval(days => cabinet.setting('contact_days')::integer);
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    return query
    select
        r.order_id, r.number_text, r.title, r.state::lib.state,
        cabinet.said('order.whose_move.' || case
            when r.state = 'waiting' then 'waiting_' || r.waiting_reason
            when r.state = 'merged' then 'merged'
            when r.state = 'new' and r.assignee_id is null then 'queue'
            when r.state = 'in_progress' and r.started_at is null
                then case when r.on_way_at is null then 'accepted' else 'departed' end
            else r.state
        end, jsonb_build_object('name', coalesce(r.assignee_name, ''), 'main', case when r.state = 'merged' then (
            select l.number from desk.order_linked(p_order) as l where l.relation = 'main') end)),
        r.place_text, r.address, o.description, r.due_at::lib.due,
        case when lib.language() = 'en' then coalesce((
            select t.ground_en from desk.terms as t where t.ground = o.due_ground and t.ground_en is not null limit 1
        ), o.due_ground) else o.due_ground end,
        r.overdue, case when r.open and r.paused_at is null then r.time_left end, r.created_at, r.channel, r.by_staff,
        o.caller_name,
        case when (v_actors && '{author,operator,supervisor,performer,manager}' or r.state = 'merged')
            and (r.open or coalesce(r.closed_at, v_now) >= v_since or v_actors && '{operator,supervisor}')
            then coalesce(o.contact_phone, who.phone) end::lib.phone,
        coalesce(who.name, o.caller_name), o.convenient,
        case when r.open or v_actors && '{author,operator,supervisor}' then o.access_note end,
        case when r.visit_from is not null then tstzrange(r.visit_from, r.visit_to) end,
        r.assignee_name, r.assignee_position,
        (
            select string_agg(f.name::text || ' (' || lower(f.position) || ')', ', ' order by m.added_at)
            from desk.order_members as m
            join people.staff as f on f.staff_id = m.staff_id
            where m.order_id = r.order_id and m.removed_at is null
        ),
        r.zone_name, r.deferred_until, r.returned_count, r.priority, r.house_id, r.premise_id, r.assignee_id,
        r.resident_id, r.zone_id, r.service_id, r.version, r.badge, r.icon, r.badge, r.icon,
        case when r.overdue then 'bad' end,
        cabinet.said(
            'order.page_title', jsonb_build_object('number', r.number_text, 'title', lower(left(r.title, 1)) || substr(r.title, 2))
        )
    from desk.order_rows as r
    join desk.orders as o on o.order_id = r.order_id
    left join lateral people.contacts_for(array[r.resident_id]) as who on r.resident_id is not null
    where r.order_id = p_order;
end
$$;
comment on function desk.order_card(lib.order_ref) is 'One order for its page';
