create function people.lock_until(
    p_login_hash bytea,
    p_address inet
)
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Until when signing in by password is closed for a login or from an address, null when it is open. Settings
sign_in_tries, sign_in_lock_minutes, sign_in_address_tries; a success forgets the failures of the login before it.
*/
declare
    v_lock interval := make_interval(mins => cabinet.setting('sign_in_lock_minutes')::integer);
    v_login timestamptz;
    v_address timestamptz;
begin
    select min(last_tries.attempted_at)
    into v_login
    from (
        select a.attempted_at
        from people.sign_in_attempts as a
        where a.login_hash = p_login_hash
            and a.kind = 'password'
            and not a.success
            and a.attempted_at > lib.moment() - v_lock
            and a.attempt_id > coalesce((
                select max(s.attempt_id)
                from people.sign_in_attempts as s
                where s.login_hash = p_login_hash and s.success and s.attempted_at > lib.moment() - v_lock
            ), 0)
        order by a.attempt_id desc
        limit cabinet.setting('sign_in_tries')::integer
    ) as last_tries
    having count(*) >= cabinet.setting('sign_in_tries')::integer;
    select min(last_tries.attempted_at)
    into v_address
    from (
        select a.attempted_at
        from people.sign_in_attempts as a
        where a.address = p_address and not a.success and a.attempted_at > lib.moment() - v_lock
        order by a.attempt_id desc
        limit cabinet.setting('sign_in_address_tries')::integer
    ) as last_tries
    having count(*) >= cabinet.setting('sign_in_address_tries')::integer;
    return greatest(v_login, v_address) + v_lock;
end
$$;
comment on function people.lock_until(bytea, inet) is 'Until when signing in is closed for a login or an address
@internal';
