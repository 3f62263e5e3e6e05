create function desk.service_save(
    p_service lib.service_ref,
    p_place text,
    p_category text,
    p_title text,
    p_specialization text,
    p_priority text,
    p_planned_minutes integer,
    p_proof_before boolean,
    p_proof_after boolean,
    p_active boolean,
    p_reason text,
    p_advice text default null,
    p_title_en text default null,
    p_frequent smallint default null,
    p_icon text default null,
    p_utility text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds (p_service null) or changes a service of the catalogue; open orders keep what they began with. Returns its id. What defects
of checklists become stays in use and with the house.
Errors: not_found, service_taken (409), service_in_checklist (409), service_minutes (422), rule_reason_required (422).
*/
declare
    v_old desk.services;
    v_new desk.services;
    v_checklist record;
begin
    perform people.office_demand(array['supervisor']);
    if p_service is not null then
        select * into v_old from desk.services as s where s.service_id = p_service for update;
        if v_old.service_id is null then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    if not exists (select from desk.places as p where p.place = p_place)
        or not exists (select from people.specializations as t where t.specialization = p_specialization)
        or not exists (select from desk.priorities as r where r.priority = p_priority)
        or nullif(p_utility, '') is not null and not exists (select from estate.utilities as u where u.utility = p_utility)
    then
        perform cabinet.refuse('not_found');
    end if;
    if p_planned_minutes not between 5 and 2880 then
        perform cabinet.refuse('service_minutes', p_field => 'p_planned_minutes');
    end if;
    if exists (
        select from desk.services as s
        where
            s.place = p_place and s.category = trim(p_category) and s.title = trim(p_title)
            and s.service_id is distinct from p_service
    ) then
        perform cabinet.refuse('service_taken', p_field => 'p_title');
    end if;
    if not p_active or p_place = 'flat' then
        select c.checklist_id, case when lib.language() = 'en' then coalesce(c.title_en, c.title) else c.title end as title
        into v_checklist
        from upkeep.checklist_points as p
        join upkeep.checklists as c on c.checklist_id = p.checklist_id
        where p.service_id = p_service and p.active
        order by c.checklist_id
        limit 1;
        if found then
            perform cabinet.refuse(
                'service_in_checklist', p_field => case when p_active then 'p_place' else 'p_active' end,
                p_values => jsonb_build_object('checklist', v_checklist.title),
                p_goto => '/supervisor/checklists?checklist=' || v_checklist.checklist_id
            );
        end if;
    end if;
    if p_service is null then
        insert into desk.services (
            code, place, category, title, title_en, specialization, priority, planned_minutes, proof_before, proof_after,
            active, advice, frequent, icon, utility
        )
        values (
            'own_' || replace(gen_random_uuid()::text, '-', ''), p_place, trim(p_category), trim(p_title),
            nullif(trim(p_title_en), ''), p_specialization, p_priority, p_planned_minutes, p_proof_before, p_proof_after,
            p_active, nullif(trim(p_advice), ''), p_frequent, nullif(trim(p_icon), ''), nullif(p_utility, '')
        )
        returning * into v_new;
    else
        update desk.services as s
        set
            place = p_place,
            category = trim(p_category),
            title = trim(p_title),
            title_en = nullif(trim(p_title_en), ''),
            specialization = p_specialization,
            priority = p_priority,
            planned_minutes = p_planned_minutes,
            proof_before = p_proof_before,
            proof_after = p_proof_after,
            active = p_active,
            advice = nullif(trim(p_advice), ''),
            frequent = p_frequent,
            icon = nullif(trim(p_icon), ''),
            utility = nullif(p_utility, '')
        where s.service_id = p_service
        returning * into v_new;
    end if;
    perform cabinet.rule_change_put(
        'services', v_new.service_id::text, v_new.title,
        (
            select string_agg(cabinet.said('label.' || b.key) || ': ' || coalesce(b.value, '—'), '; ' order by b.key)
            from jsonb_each_text(to_jsonb(v_old) - 'search') as b
            where v_old.service_id is not null and b.value is distinct from to_jsonb(v_new) ->> b.key
        ),
        (
            select string_agg(cabinet.said('label.' || a.key) || ': ' || coalesce(a.value, '—'), '; ' order by a.key)
            from jsonb_each_text(to_jsonb(v_new) - 'search' - 'service_id' - 'code' - 'import_id') as a
            where
                (v_old.service_id is null and a.value is not null)
                or (v_old.service_id is not null and a.value is distinct from to_jsonb(v_old) ->> a.key)
        ),
        p_reason
    );
    return v_new.service_id;
end
$$;
comment on function desk.service_save(
    lib.service_ref, text, text, text, text, text, integer, boolean, boolean, boolean, text, text, text, smallint, text, text
) is 'Adds or changes a service of the catalogue
@decides';
