create function cabinet.action_begin(
    p_token uuid,
    p_action text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes the one-time token of a sent form. The same token once more (double click, reload, a lost answer) raises SK208
with the first outcome in the values of DETAIL; a second POST that comes while the first still runs waits for it here.
The session, the cabinet and the page of the action are checked first, as for reading: refusals of cabinet.page_person().
*/
declare
    v_known cabinet.form_tokens;
begin
    perform cabinet.page_person(coalesce(
        (
            select p.page
            from cabinet.pages as p
            where p.cabinet = split_part(p_action, '.', 1)
                and starts_with(split_part(p_action, '.', 2), p.page || '_')
            order by length(p.page) desc
            limit 1
        ),
        split_part(p_action, '.', 2)
    ));
    insert into cabinet.form_tokens (token, user_id, action)
    values (p_token, people.me(), p_action)
    on conflict (token) do nothing;
    if found then
        return;
    end if;
    select * into v_known from cabinet.form_tokens as t where t.token = p_token;
    if v_known.action <> p_action or v_known.user_id is distinct from people.me() then
        perform cabinet.refuse('form_outdated');
    end if;
    raise exception using
        errcode = 'SK208',
        message = left(coalesce(v_known.outcome ->> 'message', ''), 200),
        -- blanks: the driver cuts a long answer, and the cut must fall in them
        detail = jsonb_build_object(
            'code', 'already_done', 'values', coalesce(v_known.outcome, '{}') - 'message'
        ) || repeat(' ', 1030);
end
$$;
comment on function cabinet.action_begin(uuid, text) is 'Takes the one-time token of a sent form
@for cabinets';
