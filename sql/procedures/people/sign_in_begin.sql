create function people.sign_in_begin(
    p_login text,
    p_address inet
)
returns table (
    attempt_id bigint,
    user_id bigint,
    secret text,
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
First half of signing in: the argon2 hash that the layer compares the typed secret with. An unknown login gets the hash
of nothing, so both take the same work and answer. The attempt is written as failed at once and turned by
people.sign_in_finish(): many tries at the same moment are counted too. status 423 with the sentence while it is locked.
*/
declare
    v_account bigint;
    v_hash bytea;
    v_until timestamptz;
begin
    select f.user_id, f.account_id
    into user_id, v_account
    from people.user_find(p_login) as f
    limit 1;
    v_hash := people.login_hash(p_login, user_id);
    perform pg_advisory_xact_lock(hashtextextended('sign_in:' || encode(v_hash, 'hex'), 0));
    v_until := people.lock_until(v_hash, p_address);
    if v_until is not null then
        status := 423;
        code := 'sign_in_locked';
        field := 'p_password';
        message := cabinet.said(
            'refusal.sign_in_locked', jsonb_build_object('until', people.clock_said(v_until))
        );
        "goto" := '/guest/code';
        return next;
        return;
    end if;
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (v_hash, p_address, false, 'password')
    returning sign_in_attempts.attempt_id into attempt_id;
    secret := coalesce(
        (
            select c.secret
            from people.credentials as c
            where c.user_id = sign_in_begin.user_id
                and c.kind = case when v_account is null then 'password' else 'pin' end
                and c.account_id is not distinct from v_account
        ),
        '$argon2id$v=19$m=19456,t=2,p=1$yGyeCL7SOE6TzhquLPqBYg$qIgk2nOabnWn57GjCyE1wHnbj18KSOB0VqZ4mV9itBw'
    );
    status := 200;
    return next;
end
$$;
comment on function people.sign_in_begin(text, inet) is 'First half of signing in: the hash to compare with
@for layer';
