create function cabinet.feature_save(
    p_feature text,
    p_enabled boolean,
    p_reason text,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Switches an option of the product: for the company, or differently for a zone or a house (the house wins).
Errors: not_found, feature_one_place (422), rule_reason_required (422).
*/
declare
    v_title text;
    v_old boolean;
    v_place text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select f.title, f.enabled into v_title, v_old from cabinet.features as f where f.feature = p_feature for update;
    if v_title is null
        or (p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone))
        or (p_house is not null and not exists (select from estate.houses as h where h.house_id = p_house))
    then
        perform cabinet.refuse('not_found');
    end if;
    if num_nonnulls(p_zone, p_house) > 1 then
        perform cabinet.refuse('feature_one_place', p_field => 'p_house');
    end if;
    if num_nonnulls(p_zone, p_house) = 0 then
        update cabinet.features as f set enabled = p_enabled where f.feature = p_feature;
    else
        select o.enabled
        into v_old
        from cabinet.feature_overrides as o
        where
            o.feature = p_feature
            and o.zone_id is not distinct from p_zone
            and o.house_id is not distinct from p_house;
        delete from cabinet.feature_overrides as o
        where
            o.feature = p_feature
            and o.zone_id is not distinct from p_zone
            and o.house_id is not distinct from p_house;
        insert into cabinet.feature_overrides (feature, zone_id, house_id, enabled)
        values (p_feature, p_zone, p_house, p_enabled);
        v_place := coalesce(
            (select h.address from estate.houses as h where h.house_id = p_house),
            (select z.name from estate.zones as z where z.zone_id = p_zone)
        );
    end if;
    perform cabinet.rule_change_put(
        'features', p_feature, v_title || coalesce(', ' || v_place, ''), v_old::text, p_enabled::text, p_reason
    );
end
$$;
comment on function cabinet.feature_save(text, boolean, text, lib.zone_ref, lib.house_ref) is
'Switches an option for the company, a zone or a house
@decides';
