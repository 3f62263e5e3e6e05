create function people.sign_in_finish(
    p_attempt bigint,
    p_login text,
    p_success boolean,
    p_key text,
    p_address inet,
    p_device text,
    p_next text default null
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
Second half: the layer says whether the secret matched. p_key: hex sha256 of the new cookie's bytes. On success the
session is opened, or, where a second step is set up, `pending` is what people.totp_check() wants and nothing is open
yet. A failure says how many tries are left; the same words for an unknown login.
*/
declare
    v_attempt people.sign_in_attempts;
    v_user bigint;
    v_left integer;
    v_until timestamptz;
begin
    select a.*
    into v_attempt
    from people.sign_in_attempts as a
    where a.attempt_id = p_attempt and not a.success and a.attempted_at > lib.moment() - interval '1 minute'
    for update;
    select f.user_id into v_user from people.user_find(p_login) as f limit 1;
    if p_success and v_user is not null and v_attempt.login_hash = people.login_hash(p_login, v_user) then
        update people.sign_in_attempts as a set success = true where a.attempt_id = p_attempt;
        return query
        select s.* from people.sign_in_accept(v_user, p_key, p_address, p_device, p_next) as s;
        return;
    end if;
    opened := false;
    status := 422;
    field := 'p_password';
    v_until := people.lock_until(v_attempt.login_hash, p_address);
    if v_until is not null then
        status := 423;
        code := 'sign_in_locked';
        message := cabinet.said(
            'refusal.sign_in_locked', jsonb_build_object('until', people.clock_said(v_until))
        );
        "goto" := '/guest/code';
        return next;
        return;
    end if;
    v_left := cabinet.setting('sign_in_tries')::integer - (
        select count(*)
        from people.sign_in_attempts as a
        where a.login_hash = v_attempt.login_hash
            and a.kind = 'password'
            and not a.success
            and a.attempted_at > lib.moment()
                - make_interval(mins => cabinet.setting('sign_in_lock_minutes')::integer)
            and a.attempt_id > coalesce((
                select max(s.attempt_id)
                from people.sign_in_attempts as s
                where s.login_hash = v_attempt.login_hash and s.success
            ), 0)
    );
    code := 'sign_in_wrong';
    message := cabinet.said(
        'refusal.sign_in_wrong', jsonb_build_object('left', people.tries_said(v_left))
    );
    return next;
end
$$;
comment on function people.sign_in_finish(bigint, text, boolean, text, inet, text, text) is
'Second half of signing in: opens the session or says what is left
@for layer';
