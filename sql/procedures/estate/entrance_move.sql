create function estate.entrance_move(
    p_entrance lib.entrance_ref,
    p_zone lib.zone_ref,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Hands an entrance over to a zone, with its open orders; to the zone of its house it goes back by following the house again.
Errors: not_found, rule_reason_required (422).
*/
declare
    v_old estate.entrances;
    v_house estate.houses;
begin
    perform people.office_demand(array['supervisor']);
    -- the house first, like the hand-over of houses: the two never wait for each other in a ring
    select h.* into v_house
    from estate.houses as h
    join estate.entrances as e on e.house_id = h.house_id
    where e.entrance_id = p_entrance
    for update of h;
    select * into v_old from estate.entrances as e where e.entrance_id = p_entrance for update;
    if v_old.entrance_id is null or not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found');
    end if;
    update estate.entrances as e set zone_id = nullif(p_zone, v_house.zone_id) where e.entrance_id = p_entrance;
    perform estate.orders_follow(array[v_old.house_id]);
    perform cabinet.rule_change_put(
        'zones', p_zone::text,
        v_house.street || ', ' || v_house.number || ', ' || desk.part_said('said.entrance', v_old.number::text),
        (select z.name from estate.zones as z where z.zone_id = coalesce(v_old.zone_id, v_house.zone_id)),
        (select z.name from estate.zones as z where z.zone_id = p_zone), p_reason
    );
end
$$;
comment on function estate.entrance_move(lib.entrance_ref, lib.zone_ref, text) is 'Hands an entrance over to a zone
@decides';
