create function estate.check_rule_save(
    p_rule text,
    p_title text,
    p_message text,
    p_severity text,
    p_owner text,
    p_reason text,
    p_title_en text default null,
    p_message_en text default null,
    p_blocks_plan boolean default false,
    p_core boolean default false,
    p_active boolean default false
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes the words, weight and owner of a rule, or puts it aside; what it looks for stays. Everything is judged anew when a rule
is put aside or taken up. Errors: not_found, rule_reason_required.
*/
declare
    v_old estate.check_rules;
    v_new estate.check_rules;
begin
    perform people.office_demand(array['supervisor']);
    select r.* into v_old from estate.check_rules as r where r.rule = p_rule for no key update;
    if v_old.rule is null or p_severity not in ('error', 'warning') or p_owner not in ('zone_manager', 'supervisor', 'operator') then
        perform cabinet.refuse('not_found');
    end if;
    update estate.check_rules as r
    set
        title = trim(p_title), title_en = nullif(trim(p_title_en), ''), message = trim(p_message),
        message_en = nullif(trim(p_message_en), ''), severity = p_severity, owner = p_owner,
        blocks_plan = coalesce(p_blocks_plan, false), core = coalesce(p_core, false), active = coalesce(p_active, false)
    where r.rule = p_rule
    returning r.* into v_new;
    perform cabinet.rule_change_put(
        'check_rules', p_rule, estate.check_rule_said(p_rule), estate.check_rule_text(v_old), estate.check_rule_text(v_new),
        p_reason
    );
    if v_old.active <> v_new.active then
        perform estate.objects_check('button');
    elsif (v_old.core, v_old.severity) <> (v_new.core, v_new.severity) then
        perform estate.check_days_put();
    end if;
end
$$;
comment on function estate.check_rule_save(text, text, text, text, text, text, text, text, boolean, boolean, boolean) is
'Changes the words, weight and owner of a rule
@decides';
