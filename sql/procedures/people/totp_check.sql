create function people.totp_check(
    p_pending text,
    p_code text,
    p_key text,
    p_address inet,
    p_device text
)
returns table (
    opened boolean,
    pending text,
    status integer,
    code text,
    field text,
    message text,
    "goto" text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The second step: opens the session of who has passed the first one (p_pending; settings code_minutes, code_tries). When it is used
up, the first step begins again.
*/
declare
    v_pending people.one_time_codes;
    v_most integer := cabinet.setting('code_tries');
begin
    opened := false;
    status := 422;
    field := 'p_code';
    select c.*
    into v_pending
    from people.one_time_codes as c
    where p_pending ~ '^[0-9a-f]{64}$'
        and c.purpose = 'totp'
        and c.destination = encode(sha256(decode(p_pending, 'hex')), 'hex')
    for update;
    if v_pending.code_id is null
        or v_pending.used_at is not null
        or v_pending.expires_at <= lib.moment()
        or v_pending.tries >= v_most
    then
        status := 401;
        code := 'totp_over';
        message := cabinet.said('refusal.totp_over');
        "goto" := '/guest/sign-in';
        return next;
        return;
    end if;
    if not people.totp_verify(v_pending.user_id, p_code) then
        update people.one_time_codes as c set tries = c.tries + 1 where c.code_id = v_pending.code_id;
        insert into people.sign_in_attempts (login_hash, address, success, kind)
        values (people.login_hash('', v_pending.user_id), p_address, false, 'totp');
        code := 'totp_wrong';
        message := cabinet.said(
            'refusal.totp_wrong', jsonb_build_object('left', people.tries_said(v_most - 1 - v_pending.tries))
        );
        return next;
        return;
    end if;
    update people.one_time_codes as c set used_at = lib.moment() where c.code_id = v_pending.code_id;
    perform people.session_open(v_pending.user_id, p_key, p_address, p_device);
    opened := true;
    status := 200;
    field := null;
    "goto" := people.next_path(v_pending.user_id, v_pending.details ->> 'next');
    return next;
end
$$;
comment on function people.totp_check(text, text, text, inet, text) is 'The second step of signing in
@for layer';
