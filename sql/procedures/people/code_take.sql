create function people.code_take(
    p_login text,
    p_purpose text,
    p_code text
)
returns table (
    user_id bigint,
    status integer,
    code text,
    field text,
    message text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Checks a one-time code of a login: status 200 with the person (the code is used up), else 422 with the sentence. Only
the last code counts; its tries are the setting code_tries. The row is locked, so tries at the same moment are counted one by one.
*/
declare
    v_code people.one_time_codes;
    v_most integer := cabinet.setting('code_tries');
begin
    select c.*
    into v_code
    from people.one_time_codes as c
    where c.destination = encode(people.login_hash(p_login, null), 'hex')
    order by c.created_at desc, c.code_id desc
    limit 1
    for update;
    status := 422;
    field := 'p_code';
    if v_code.code_id is null
        or v_code.purpose <> p_purpose
        or v_code.used_at is not null
        or v_code.expires_at <= lib.moment()
        or v_code.tries >= v_most
    then
        code := 'code_over';
        message := cabinet.said('refusal.code_over');
        return next;
        return;
    end if;
    if v_code.user_id is not null
        and v_code.code_hash = sha256(convert_to(
            (v_code.details ->> 'salt') || regexp_replace(p_code, '\s', '', 'g'), 'UTF8'
        ))
        and exists (select from people.users as u where u.user_id = v_code.user_id and u.blocked_at is null)
    then
        update people.one_time_codes as c set used_at = lib.moment() where c.code_id = v_code.code_id;
        user_id := v_code.user_id;
        status := 200;
        field := null;
        return next;
        return;
    end if;
    update people.one_time_codes as c set tries = c.tries + 1 where c.code_id = v_code.code_id;
    code := case when v_code.tries >= v_most - 1 then 'code_over' else 'code_wrong' end;
    message := cabinet.said(
        'refusal.' || code, jsonb_build_object('left', people.tries_said(v_most - 1 - v_code.tries))
    );
    return next;
end
$$;
comment on function people.code_take(text, text, text) is 'Checks a one-time code of a login
@internal';
