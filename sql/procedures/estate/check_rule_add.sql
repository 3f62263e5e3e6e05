create function estate.check_rule_add(
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_title text,
    p_message text,
    p_reason text,
    p_severity text default 'warning',
    p_owner text default 'zone_manager',
    p_operand text default null,
    p_other text default null,
    p_title_en text default null,
    p_message_en text default null,
    p_blocks_plan boolean default false
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A new declarative rule; everything is judged anew. Returns its code. Errors: not_found, attribute_unknown, condition_wrong,
rule_reason_required.
*/
declare
    v_rule text := 'own_' || (1 + (
        select coalesce(max(substr(r.rule, 5)::integer), 0) from estate.check_rules as r where r.rule ~ '^own_\d{1,6}$'
    ));
    v_new estate.check_rules;
begin
    perform estate.check_condition(
        p_object_type, p_attribute, p_operator, nullif(trim(p_operand), ''), nullif(trim(p_other), '')
    );
    if p_severity not in ('error', 'warning') or p_owner not in ('zone_manager', 'supervisor', 'operator') then
        perform cabinet.refuse('not_found');
    end if;
    insert into estate.check_rules (
        rule, title, title_en, object_type, attribute, kind, operator, operand, operand_attribute, severity, blocks_plan,
        owner, message, message_en
    )
    values (
        v_rule, trim(p_title), nullif(trim(p_title_en), ''), p_object_type, p_attribute, 'declarative', p_operator,
        nullif(trim(p_operand), ''), nullif(trim(p_other), ''), p_severity, coalesce(p_blocks_plan, false), p_owner,
        trim(p_message), nullif(trim(p_message_en), '')
    )
    returning * into v_new;
    perform cabinet.rule_change_put(
        'check_rules', v_rule, estate.check_rule_said(v_rule), null, estate.check_rule_text(v_new), p_reason
    );
    perform estate.objects_check('button');
    return v_rule;
end
$$;
comment on function estate.check_rule_add(
    text, text, text, text, text, text, text, text, text, text, text, text, boolean
) is 'A new rule of the object check
@decides';
