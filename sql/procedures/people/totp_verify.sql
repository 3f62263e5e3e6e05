create function people.totp_verify(
    p_user bigint,
    p_code text
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Whether a code of the person's second step is good now: 30-second steps, one before and one after allowed, each used at
most once (RFC 6238, section 5.2). A good code moves last_step.
*/
declare
    v_secret people.credentials;
    v_now bigint := floor(extract(epoch from lib.moment()) / 30);
    v_step bigint;
begin
    select c.*
    into v_secret
    from people.credentials as c
    where c.user_id = p_user and c.kind = 'totp'
    for update;
    select max(s.step)
    into v_step
    from generate_series(v_now - 1, v_now + 1) as s (step)
    where s.step > coalesce(v_secret.last_step, 0)
        and people.totp_code(v_secret.secret, s.step) = regexp_replace(p_code, '\s', '', 'g');
    if v_step is null then
        return false;
    end if;
    update people.credentials as c
    set last_step = v_step
    where c.user_id = p_user and c.kind = 'totp';
    return true;
end
$$;
comment on function people.totp_verify(bigint, text) is 'Whether a code of the second step is good now
@internal';
