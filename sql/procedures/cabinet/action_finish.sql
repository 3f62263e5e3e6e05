create function cabinet.action_finish(
    p_token uuid,
    p_outcome jsonb
)
returns table (
    message text,
    "goto" text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps the outcome of an action beside its token, so that a repeated form is answered by it, and returns it. */
begin
    update cabinet.form_tokens as t
    set outcome = coalesce(p_outcome, '{}')
    where t.token = p_token and t.outcome is null;
    return query select p_outcome ->> 'message', p_outcome ->> 'goto';
end
$$;
comment on function cabinet.action_finish(uuid, jsonb) is 'Keeps the outcome of an action beside its token
@for cabinets';
