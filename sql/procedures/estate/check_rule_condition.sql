create function estate.check_rule_condition(
    p_rule text,
    p_attribute text,
    p_operator text,
    p_reason text,
    p_operand text default null,
    p_other text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes what a declarative rule looks for and judges everything anew. Rules in SQL and those made out of fields are not
changed here. Errors: not_found, check_rule_fixed (409), attribute_unknown, condition_wrong, rule_reason_required.
*/
declare
    v_old estate.check_rules;
    v_new estate.check_rules;
begin
    perform people.office_demand(array['supervisor']);
    select r.* into v_old from estate.check_rules as r where r.rule = p_rule for no key update;
    if v_old.rule is null then
        perform cabinet.refuse('not_found');
    elsif v_old.kind = 'sql' or v_old.derived then
        perform cabinet.refuse('check_rule_fixed', p_goto => 'check-rules');
    end if;
    perform estate.check_condition(
        v_old.object_type, p_attribute, p_operator, nullif(trim(p_operand), ''), nullif(trim(p_other), '')
    );
    update estate.check_rules as r
    set
        attribute = p_attribute, operator = p_operator, operand = nullif(trim(p_operand), ''),
        operand_attribute = nullif(trim(p_other), '')
    where r.rule = p_rule
    returning r.* into v_new;
    perform cabinet.rule_change_put(
        'check_rules', p_rule, estate.check_rule_said(p_rule), estate.check_condition_said(v_old),
        estate.check_condition_said(v_new), p_reason
    );
    perform estate.objects_check('button');
end
$$;
comment on function estate.check_rule_condition(text, text, text, text, text, text) is 'Changes what a rule looks for
@decides';
