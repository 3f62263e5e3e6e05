create function estate.houses_move(
    p_houses bigint[],
    p_zone lib.zone_ref,
    p_reason text
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Hands houses over to a zone, with the queue of their orders; performers keep what they have. An entrance with a zone of its own
stays in it, unless that is the new one: then it follows the house again. Returns how many houses moved.
Errors: not_found, houses_none (422), rule_reason_required (422).
*/
declare
    v_zone text;
    v_moved bigint[];
begin
    perform people.office_demand(array['supervisor']);
    select z.name into v_zone from estate.zones as z where z.zone_id = p_zone;
    if v_zone is null or exists (
        select from unnest(p_houses) as m (house_id)
        where not exists (select from estate.houses as h where h.house_id = m.house_id)
    ) then
        perform cabinet.refuse('not_found');
    end if;
    if coalesce(cardinality(p_houses), 0) = 0 then
        perform cabinet.refuse('houses_none', p_field => 'p_houses');
    end if;
    perform cabinet.rule_change_put(
        'zones', p_zone::text, h.address, z.name, v_zone, p_reason
    )
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    where h.house_id = any (p_houses) and h.zone_id <> p_zone;
    with moved as (
        update estate.houses as h
        set zone_id = p_zone
        where h.house_id = any (p_houses) and h.zone_id <> p_zone
        returning h.house_id
    )
    select array_agg(m.house_id) into v_moved from moved as m;
    update estate.entrances as e set zone_id = null where e.house_id = any (v_moved) and e.zone_id = p_zone;
    perform estate.orders_follow(v_moved);
    return coalesce(cardinality(v_moved), 0);
end
$$;
comment on function estate.houses_move(bigint[], lib.zone_ref, text) is 'Hands houses over to a zone
@decides';
