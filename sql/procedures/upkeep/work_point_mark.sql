create function upkeep.work_point_mark(
    p_work lib.work_ref,
    p_point lib.point_ref,
    p_outcome text,
    p_note text default null,
    p_photos uuid[] default '{}',
    p_entrance lib.entrance_ref default null,
    p_version integer default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Marks a point of the checklist: ok, defect, no_access. A defect needs words, a photo where the point says so, and becomes an
order of the point's service; returns that order. Marking begins a work that was not begun; a point may be marked again, but a
defect that became an order stays one.
Errors: those of upkeep.work_guarded and desk.order_create; point_outcome, point_note, point_photo, point_ordered.
*/
declare
    v_work upkeep.works := upkeep.work_guarded(p_work, '{performer,manager}', p_version);
    v_point upkeep.checklist_points;
    v_service desk.services;
    v_photos uuid[] := coalesce(p_photos, '{}');
    v_order bigint;
begin
    select p.* into v_point
    from upkeep.checklist_points as p
    join upkeep.norms as n on n.norm_id = v_work.norm_id and n.checklist_id = p.checklist_id
    where p.point_id = p_point and p.active;
    if v_point.point_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_point');
    elsif p_outcome is null or p_outcome not in ('ok', 'defect', 'no_access') then
        perform cabinet.refuse('point_outcome', p_field => 'p_outcome');
    elsif p_outcome = 'defect' and nullif(trim(p_note), '') is null then
        perform cabinet.refuse('point_note', p_field => 'p_note');
    elsif p_outcome = 'defect' and v_point.photo and cardinality(v_photos) = 0 then
        perform cabinet.refuse('point_photo', p_field => 'p_photos');
    elsif exists (
        select from upkeep.work_points as m
        where m.work_id = p_work and m.point_id = p_point and m.order_id is not null
    ) then
        perform cabinet.refuse('point_ordered', p_field => 'p_point', p_values => jsonb_build_object('number', (
            select o.number
            from upkeep.work_points as m
            join desk.orders as o on o.order_id = m.order_id
            where m.work_id = p_work and m.point_id = p_point
        )));
    end if;
    if v_work.state <> 'in_progress' then
        perform upkeep.work_start(p_work);
    end if;
    if p_outcome = 'defect' then
        select s.* into v_service from desk.services as s where s.service_id = v_point.service_id;
        v_order := desk.order_create(
            p_service => v_point.service_id, p_house => v_work.house_id,
            p_entrance => case when v_service.place in ('entrance', 'lift') then coalesce(v_work.entrance_id, p_entrance) end,
            p_description => v_point.title || ': ' || trim(p_note), p_photos => v_photos, p_channel => 'staff'
        );
    end if;
    perform upkeep.work_files_attach(p_work, v_photos, p_point, v_order is not null);
    insert into upkeep.work_points as m (work_id, point_id, house_id, outcome, note, order_id, staff_id)
    values (p_work, p_point, v_work.house_id, p_outcome, nullif(trim(p_note), ''), v_order, people.my_staff())
    on conflict (work_id, point_id) do update
    set
        outcome = excluded.outcome, note = excluded.note, order_id = excluded.order_id, staff_id = excluded.staff_id,
        marked_at = excluded.marked_at;
    if v_order is not null then
        perform upkeep.work_event_add(p_work, 'defect', p_note, jsonb_build_object('order_id', v_order));
    end if;
    return v_order;
end
$$;
comment on function upkeep.work_point_mark(lib.work_ref, lib.point_ref, text, text, uuid[], lib.entrance_ref, integer) is
'Marks a point of the checklist; a defect becomes an order
@decides';
