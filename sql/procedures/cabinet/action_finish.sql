create function cabinet.action_finish(
    p_token uuid,
    p_outcome jsonb
)
returns table (
    message text,
    "goto" text,
    undo text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps the outcome of an action beside its token, so that a repeated form is answered by it, and returns it; undo is what
the action offered by cabinet.undo_offer.
*/
declare
    v_undo text := nullif(current_setting('sokol.undo', true), '');
begin
    update cabinet.form_tokens as t
    set outcome = coalesce(p_outcome, '{}')
    where t.token = p_token and t.outcome is null;
    return query select p_outcome ->> 'message', p_outcome ->> 'goto', v_undo;
end
$$;
comment on function cabinet.action_finish(uuid, jsonb) is 'Keeps the outcome of an action beside its token
@for cabinets';
