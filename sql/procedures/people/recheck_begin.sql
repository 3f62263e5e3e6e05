create function people.recheck_begin(
    p_address inet
)
returns table (
    attempt_id bigint,
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
Before the present password of who is signed in is compared: an attempt like that of signing in, under the same lock, so
that an open cabinet on a foreign table does not let anybody try passwords.
*/
declare
    v_hash bytea := people.login_hash('', people.me());
    v_until timestamptz;
begin
    if people.me() is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    perform pg_advisory_xact_lock(hashtextextended('sign_in:' || encode(v_hash, 'hex'), 0));
    v_until := people.lock_until(v_hash, p_address);
    if v_until is not null then
        status := 423;
        code := 'sign_in_locked';
        field := 'p_present';
        message := cabinet.said(
            'refusal.sign_in_locked', jsonb_build_object('until', people.clock_said(v_until))
        );
        return next;
        return;
    end if;
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (v_hash, p_address, false, 'password')
    returning sign_in_attempts.attempt_id into attempt_id;
    status := 200;
    return next;
end
$$;
comment on function people.recheck_begin(inet) is 'Before the present password is compared
@for layer';
