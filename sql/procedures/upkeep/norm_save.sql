create function upkeep.norm_save(
    p_norm bigint,
    p_title text,
    p_title_en text,
    p_object_type text,
    p_conditions jsonb,
    p_due jsonb,
    p_lead_days integer,
    p_specialization text,
    p_times integer,
    p_per_months integer,
    p_months smallint[],
    p_minutes integer,
    p_people integer,
    p_checklist bigint,
    p_utility text,
    p_ground text,
    p_ground_en text,
    p_active boolean,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A norm as a rule of the company: p_norm null makes one. Works that are planned already stay as they are; the next plan goes by the
new words. The change is kept with its reason. What goes by a day of the passport (p_due) is due once at a time.
Errors: forbidden, not_found, norm_object, norm_frequency, norm_due_once, norm_lead, norm_effort.
*/
declare
    v_norm bigint := p_norm;
    v_old text;
begin
    perform people.office_demand(array['supervisor']);
    if p_object_type in ('entrance', 'premise') or not exists (
        select from estate.object_types as t where t.object_type = p_object_type and t.active
    ) then
        perform cabinet.refuse('norm_object', p_field => 'p_object_type');
    elsif p_times not between 1 and 400 or p_per_months not between 1 and 240 or coalesce(cardinality(p_months), 0) = 0
        or not p_months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'::smallint[]
    then
        perform cabinet.refuse('norm_frequency', p_field => 'p_times');
    elsif p_due is not null and p_times <> 1 then
        perform cabinet.refuse('norm_due_once', p_field => 'p_times');
    elsif p_lead_days not between 1 and 730 then
        perform cabinet.refuse('norm_lead', p_field => 'p_lead_days');
    elsif p_minutes not between 5 and 6000 or p_people not between 1 and 10 then
        perform cabinet.refuse('norm_effort', p_field => 'p_minutes');
    end if;
    perform upkeep.norm_conditions(p_object_type, p_conditions), upkeep.norm_due(p_object_type, p_due);
    if v_norm is null then
        insert into upkeep.norms (code, title, specialization, ground, active)
        values (
            lib.code_of(p_title, array(select n.code from upkeep.norms as n)), p_title, p_specialization, p_ground, p_active
        )
        returning norm_id into v_norm;
    else
        select upkeep.norm_said(n) into v_old from upkeep.norms as n where n.norm_id = v_norm for update;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_norm');
        end if;
    end if;
    update upkeep.norms as n
    set
        title = p_title, title_en = nullif(trim(p_title_en), ''), object_type = p_object_type, conditions = p_conditions,
        due = p_due, lead_days = coalesce(p_lead_days, n.lead_days),
        specialization = p_specialization, times = p_times, per_months = p_per_months, months = p_months,
        planned_minutes = p_minutes, people_count = p_people, checklist_id = p_checklist, utility = nullif(p_utility, ''),
        ground = p_ground, ground_en = nullif(trim(p_ground_en), ''), active = p_active
    where n.norm_id = v_norm;
    perform cabinet.rule_change_put(
        'norms', v_norm::text, p_title, v_old, (select upkeep.norm_said(n) from upkeep.norms as n where n.norm_id = v_norm),
        p_reason);
    return v_norm;
end
$$;
comment on function upkeep.norm_save(
    bigint, text, text, text, jsonb, jsonb, integer, text, integer, integer, smallint[], integer, integer, bigint, text, text, text,
    boolean, text
) is 'A norm as a rule of the company
@decides';
