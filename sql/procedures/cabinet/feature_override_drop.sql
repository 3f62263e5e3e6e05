create function cabinet.feature_override_drop(
    p_override lib.override_ref,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a special case of an option away: zone or house follow the company again. Errors: not_found. */
declare
    v_old record;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    delete from cabinet.feature_overrides as o
    where o.feature_override_id = p_override
    returning o.feature, o.enabled, o.zone_id, o.house_id into v_old;
    if v_old.feature is null then
        perform cabinet.refuse('not_found');
    end if;
    perform cabinet.rule_change_put(
        'features',
        v_old.feature,
        (select f.title from cabinet.features as f where f.feature = v_old.feature) || ', ' || coalesce(
            (select h.address from estate.houses as h where h.house_id = v_old.house_id),
            (select z.name from estate.zones as z where z.zone_id = v_old.zone_id)
        ),
        v_old.enabled::text,
        null,
        p_reason
    );
end
$$;
comment on function cabinet.feature_override_drop(lib.override_ref, text) is 'Takes a special case of an option away
@decides';
