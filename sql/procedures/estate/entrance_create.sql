create function estate.entrance_create(
    p_house lib.house_ref,
    p_number integer,
    p_floors integer default null,
    p_door_code text default null,
    p_zone lib.zone_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new entrance, or the values of a known one; p_zone only where it differs from the house's. Errors: not_found. */
declare
    v_entrance bigint;
begin
    perform people.office_demand();
    if not exists (select from estate.houses as h where h.house_id = p_house) then
        perform cabinet.refuse('not_found', p_field => 'p_house');
    end if;
    insert into estate.entrances as e (house_id, number, floors, door_code, zone_id)
    values (p_house, p_number, p_floors, nullif(trim(p_door_code), ''), p_zone)
    on conflict (house_id, number) do update
    set floors = coalesce(excluded.floors, e.floors), door_code = coalesce(excluded.door_code, e.door_code),
        zone_id = coalesce(excluded.zone_id, e.zone_id)
    returning entrance_id into v_entrance;
    return v_entrance;
end
$$;
comment on function estate.entrance_create(lib.house_ref, integer, integer, text, lib.zone_ref) is 'A new entrance
@decides';
