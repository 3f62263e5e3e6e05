create function estate.check_rules_failing(
    p_houses bigint[]
)
returns text[]
language plpgsql
volatile
as $$
/* Tries every rule alone, since one of them failed: those that do, with the reason put down in their row. */
declare
    v_rule text;
    v_statement text;
    v_message text;
    v_failed text[] := '{}';
begin
    for v_rule in select r.rule from estate.check_rules_live() as r loop
        v_statement := estate.check_statement(array[v_rule], p_houses is null);
        continue when v_statement is null;
        begin
            execute 'select count(*) from (' || v_statement || ') as f' using p_houses;
        exception when data_exception or syntax_error_or_access_rule_violation then
            get stacked diagnostics v_message = message_text;
            v_failed := v_failed || v_rule;
            update estate.check_rules as r set error = left(v_message, 300) where r.rule = v_rule;
        end;
    end loop;
    return v_failed;
end
$$;
comment on function estate.check_rules_failing(bigint[]) is 'Which rules cannot be judged
@internal';
