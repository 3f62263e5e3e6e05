create function upkeep.point_save(
    p_point bigint,
    p_checklist bigint,
    p_position integer,
    p_title text,
    p_title_en text,
    p_photo boolean,
    p_service bigint,
    p_active boolean
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A point of a checklist; p_point null adds one at the end. Marked works keep what was marked. A defect becomes an order of the
point's service: one in use, of the house and not of a flat. Errors: forbidden, not_found, point_service.
*/
declare
    v_point bigint := p_point;
begin
    perform people.office_demand(array['supervisor']);
    perform from upkeep.checklists as c where c.checklist_id = p_checklist for update;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_checklist');
    end if;
    if p_active and not exists (
        select from desk.services as s where s.service_id = p_service and s.active and s.place <> 'flat'
    ) then
        perform cabinet.refuse('point_service', p_field => 'p_service');
    end if;
    if v_point is null then
        insert into upkeep.checklist_points (checklist_id, position, title, active)
        select p_checklist, coalesce(max(p.position), 0) + 10, p_title, false
        from upkeep.checklist_points as p
        where p.checklist_id = p_checklist
        returning point_id into v_point;
    end if;
    update upkeep.checklist_points as p
    set
        title = p_title, title_en = nullif(trim(p_title_en), ''), photo = p_photo, service_id = p_service, active = p_active,
        position = coalesce(p_position, p.position)
    where p.point_id = v_point and p.checklist_id = p_checklist;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_point');
    end if;
    return v_point;
end
$$;
comment on function upkeep.point_save(bigint, bigint, integer, text, text, boolean, bigint, boolean) is 'A point of a checklist
@decides';
