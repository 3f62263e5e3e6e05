create function estate.zone_rename(
    p_zone lib.zone_ref,
    p_name text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Renames a zone. Errors: not_found, zone_name_taken (409), rule_reason_required (422). */
declare
    v_old text;
begin
    perform people.office_demand(array['supervisor']);
    select z.name into v_old from estate.zones as z where z.zone_id = p_zone for update;
    if v_old is null then
        perform cabinet.refuse('not_found');
    end if;
    if exists (select from estate.zones as z where z.name = trim(p_name) and z.zone_id <> p_zone) then
        perform cabinet.refuse('zone_name_taken', p_field => 'p_name');
    end if;
    update estate.zones as z set name = trim(p_name) where z.zone_id = p_zone;
    perform cabinet.rule_change_put('zones', p_zone::text, trim(p_name), v_old, trim(p_name), p_reason);
end
$$;
comment on function estate.zone_rename(lib.zone_ref, text, text) is 'Renames a zone
@decides';
