create function desk.order_dispute_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Everything about an order with its times (p_object: the order), oldest first: what was asked, what happened, what was
said and written, reports, photos, the rating. For staff who may open the order: it holds internal notes, marked so.
*/
begin
    if coalesce(people.my_scope(), '') not in ('sees_houses', 'sees_all') or not desk.order_seen(p_object) then
        perform cabinet.refuse('not_found');
    end if;
    return (
        select jsonb_build_object(
            'title', cabinet.said('document.dispute', jsonb_build_object('number', o.number)), 'number', o.number::text,
            'house_id', o.house_id, 'premise_id', o.premise_id, 'order_id', o.order_id, 'staff_only', true,
            'time_zone', h.time_zone, 'order', to_jsonb(c) - 'time_left' - '_actions',
            'state', (select case when lib.language() = 'en' then s.title_en else s.title end
                from desk.states as s where s.state = o.state),
            'due_at', o.due_at, 'late', o.late, 'completed_at', o.completed_at, 'closed_at', o.closed_at,
            'visit_from', o.visit_from, 'visit_to', o.visit_to,
            'events', (
                select jsonb_agg(jsonb_build_object(
                    'at', t.happened_at, 'title', t.title, 'note', t.note, 'who', t.who, 'internal', t._internal
                ) order by t.n desc)
                from desk.order_timeline(p_object, true) with ordinality as t (
                    happened_at, title, note, who, _icon, _badge, _internal, n
                )
            ),
            'messages', (
                select jsonb_agg(jsonb_build_object(
                    'at', t.created_at, 'who', t.author_name, 'role', t.author_role, 'body', t.body, 'internal', t._internal,
                    'photos', to_jsonb(t._photos)
                ) order by t.message_id)
                from desk.order_thread(p_object, true) as t
            ),
            'reports', (
                select jsonb_agg(jsonb_build_object(
                    'at', r.reported_at, 'act', r.act_number, 'done', to_jsonb(r.done), 'note', r.note,
                    'materials', r.materials, 'minutes', r.minutes, 'who', f.name, 'position', f.position
                ) order by r.work_report_id)
                from desk.work_reports as r
                join people.staff as f on f.staff_id = r.staff_id
                where r.order_id = p_object
            ),
            'photos', (
                select jsonb_agg(jsonb_build_object('file', g.photo, 'title', g.title, 'at', g.added_at))
                from desk.order_gallery(p_object) as g
            ),
            'rating', (select to_jsonb(r) - 'user_id' from desk.ratings as r where r.order_id = p_object)
        )
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        cross join lateral desk.order_card(p_object) as c
        where o.order_id = p_object
    );
end
$$;
comment on function desk.order_dispute_data(bigint) is 'Everything about an order with its times
@decides';
