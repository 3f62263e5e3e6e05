create function cabinet.rule_change_put(
    p_area text,
    p_key text,
    p_title text,
    p_old text,
    p_new text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps a change of a rule. Nothing changed: nothing kept. Only domain procedures call it, after their own checks.
A deployer without a session is «Сокол». Errors: rule_reason_required (422), field p_reason.
*/
begin
    perform people.office_demand(array['supervisor', 'admin', 'operator', 'manager']);
    if p_old is not distinct from p_new then
        return;
    end if;
    if coalesce(trim(p_reason), '') = '' then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    insert into cabinet.rule_changes (area, object_key, title, old_value, new_value, reason, user_id, user_name)
    select p_area, p_key, p_title, p_old, p_new, left(trim(p_reason), 500), w.user_id, coalesce(u.name, 'Сокол')
    from (select people.me() as user_id) as w
    left join people.users as u on u.user_id = w.user_id;
end
$$;
comment on function cabinet.rule_change_put(text, text, text, text, text, text) is 'Keeps a change of a rule with its reason
@decides';
