create function estate.zone_put(
    p_zone lib.zone_ref,
    p_parent lib.zone_ref,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Puts a zone under another or at the top (p_parent null); never under itself or what lies below it. Two such moves at once wait
for each other, so that no ring can close between them.
Errors: not_found, zone_ring (422), rule_reason_required (422).
*/
declare
    v_old estate.zones;
begin
    perform people.office_demand(array['supervisor']);
    perform pg_advisory_xact_lock(hashtextextended('estate.zones', 0));
    select * into v_old from estate.zones as z where z.zone_id = p_zone for update;
    if v_old.zone_id is null or p_parent is not null and not exists (
        select from estate.zones as z where z.zone_id = p_parent
    ) then
        perform cabinet.refuse('not_found');
    elsif p_zone = any (estate.zone_path(p_parent)) then
        perform cabinet.refuse('zone_ring', p_field => 'p_parent');
    end if;
    update estate.zones as z set parent_id = p_parent where z.zone_id = p_zone;
    perform cabinet.rule_change_put(
        'zones', p_zone::text, v_old.name,
        (select z.name from estate.zones as z where z.zone_id = v_old.parent_id),
        (select z.name from estate.zones as z where z.zone_id = p_parent), p_reason
    );
end
$$;
comment on function estate.zone_put(lib.zone_ref, lib.zone_ref, text) is 'Puts a zone under another
@decides';
