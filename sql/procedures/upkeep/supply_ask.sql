create function upkeep.supply_ask(
    p_material lib.material_ref,
    p_quantity numeric,
    p_note text default null,
    p_order lib.order_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A performer asks for material; the manager of his zone is told, else the supervisor. The same material asked twice while
it waits is one request with the larger quantity. Errors: not_found, stock_quantity (422).
*/
declare
    v_staff bigint := people.my_staff();
    v_id bigint;
    v_manager bigint;
begin
    perform people.office_demand('{manager}');
    perform upkeep.material_demand(p_material, p_quantity);
    if v_staff is null then
        perform cabinet.refuse('forbidden');
    elsif p_order is not null and not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    perform from people.staff as t where t.staff_id = v_staff for no key update;
    update upkeep.supplies as q
    set quantity = greatest(q.quantity, p_quantity), note = coalesce(nullif(trim(p_note), ''), q.note),
        order_id = coalesce(p_order, q.order_id)
    where q.staff_id = v_staff and q.material_id = p_material and q.state = 'new'
    returning q.supply_id into v_id;
    if v_id is not null then
        return v_id;
    end if;
    insert into upkeep.supplies (material_id, staff_id, quantity, order_id, note, created_at)
    values (p_material, v_staff, p_quantity, p_order, nullif(trim(p_note), ''), lib.moment())
    returning supply_id into v_id;
    select t.user_id into v_manager
    from people.staff_scopes as c
    left join estate.entrances as e on e.entrance_id = c.entrance_id
    left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
    cross join lateral unnest(estate.zone_path(coalesce(c.zone_id, h.zone_id))) with ordinality as z (zone_id, n)
    join people.zone_managers as m on m.zone_id = z.zone_id and m.during @> people.today()
    join people.staff as t on t.staff_id = m.staff_id and t.staff_id <> v_staff
    where c.staff_id = v_staff and c.during @> people.today()
    order by z.n
    limit 1;
    perform talk.event_raise('material_asked', p_material, p_user => v_manager, p_values => jsonb_build_object(
        'who', lib.person_short((select t.name from people.staff as t where t.staff_id = v_staff)),
        'quantity', trim_scale(p_quantity)
    ) || (
        select jsonb_build_object(
            'title', k.title, 'title_en', coalesce(k.title_en, k.title), 'unit', k.unit, 'unit_en', upkeep.unit_said(k.unit, 'en')
        )
        from upkeep.materials as k
        where k.material_id = p_material
    ));
    return v_id;
end
$$;
comment on function upkeep.supply_ask(lib.material_ref, numeric, text, lib.order_ref) is 'A performer asks for material
@decides';
