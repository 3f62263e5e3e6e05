create function desk.routing_rule_save(
    p_rule lib.rule_ref,
    p_staff lib.staff_ref,
    p_position integer,
    p_active boolean,
    p_reason text,
    p_service lib.service_ref default null,
    p_specialization text default null,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds (p_rule null) or changes an explicit routing rule; it counts for orders created or reopened from now on.
Errors: not_found, routing_rule_wide (422), rule_reason_required (422).
*/
declare
    v_old desk.routing_rules;
    v_new desk.routing_rules;
begin
    perform people.office_demand(array['supervisor']);
    if p_rule is not null then
        select * into v_old from desk.routing_rules as r where r.rule_id = p_rule for update;
        if v_old.rule_id is null then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    if not exists (select from people.staff as s where s.staff_id = p_staff and s.employed @> lib.moment()::date)
        or (p_service is not null and not exists (select from desk.services as s where s.service_id = p_service))
        or (p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone))
        or (p_house is not null and not exists (select from estate.houses as h where h.house_id = p_house))
        or (p_specialization is not null and not exists (
            select from people.specializations as t where t.specialization = p_specialization))
    then
        perform cabinet.refuse('not_found');
    end if;
    if num_nonnulls(p_service, p_specialization, p_zone, p_house) = 0 then
        perform cabinet.refuse('routing_rule_wide', p_field => 'p_service');
    end if;
    if p_rule is null then
        insert into desk.routing_rules (
            "position", service_id, specialization, zone_id, house_id, staff_id, active, note
        )
        values (p_position, p_service, p_specialization, p_zone, p_house, p_staff, p_active, nullif(trim(p_note), ''))
        returning * into v_new;
    else
        update desk.routing_rules as r
        set
            "position" = p_position, service_id = p_service, specialization = p_specialization, zone_id = p_zone,
            house_id = p_house, staff_id = p_staff, active = p_active, note = nullif(trim(p_note), '')
        where r.rule_id = p_rule
        returning * into v_new;
    end if;
    perform cabinet.rule_change_put(
        'routing', v_new.rule_id::text, '№ ' || v_new.rule_id,
        case when p_rule is not null then desk.routing_rule_text(v_old) end, desk.routing_rule_text(v_new), p_reason
    );
    return v_new.rule_id;
end
$$;
comment on function desk.routing_rule_save(
    lib.rule_ref, lib.staff_ref, integer, boolean, text, lib.service_ref, text, lib.zone_ref, lib.house_ref, text
) is 'Adds or changes an explicit routing rule
@decides';
