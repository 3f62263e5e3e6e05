create function estate.emergency_sheet_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
All that the emergency sheet of a house shows, p_object being the house: {house_id, address, access_note, emergency_phone,
manager, made_at, entrances: [{number, door_code, floors}], points: [{point_id, kind, kind_title, icon, title, place, entrance,
shuts, keeper, photo, checked_on}]}, for staff who see the house; anyone else gets not_found.
*/
begin
    perform estate.house_demand(p_object);
    if coalesce(people.my_scope(), '') not in ('sees_all', 'sees_houses') then
        perform cabinet.refuse('not_found');
    end if;
    return (
        select jsonb_build_object(
            'house_id', h.house_id, 'address', h.address, 'access_note', h.access_note, 'made_at', lib.moment(),
            'emergency_phone', (select c.emergency_phone from desk.company_contacts() as c),
            'manager', (
                select s.name
                from people.zone_managers as m
                join people.staff as s on s.staff_id = m.staff_id
                where m.zone_id = any (estate.zone_path(h.zone_id)) and m.during @> people.today()
                order by array_position(estate.zone_path(h.zone_id), m.zone_id)
                limit 1
            ),
            'entrances', coalesce((
                select jsonb_agg(jsonb_build_object(
                    'number', e.number, 'door_code', e.door_code, 'floors', e.floors) order by e.number)
                from estate.entrances as e where e.house_id = h.house_id
            ), '[]'),
            'points', coalesce((
                select jsonb_agg(jsonb_build_object(
                    'point_id', p.point_id, 'kind', p.kind, 'kind_title', cabinet.said('said.sheet.kind.' || p.kind),
                    'icon', estate.sheet_icon(p.kind), 'title', p.title, 'place', p.place_text, 'entrance', e.number,
                    'shuts', p.shuts, 'keeper', p.keeper, 'photo', p.photo, 'checked_on', p.checked_on
                ) order by estate.sheet_order(p.kind), p.position, p.point_id)
                from estate.emergency_points as p
                left join estate.entrances as e on e.entrance_id = p.entrance_id
                where p.house_id = h.house_id
            ), '[]')
        )
        from estate.houses as h
        where h.house_id = p_object
    );
end
$$;
comment on function estate.emergency_sheet_data(bigint) is 'All that the emergency sheet of a house shows
@decides';
