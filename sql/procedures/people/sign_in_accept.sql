create function people.sign_in_accept(
    p_user bigint,
    p_key text,
    p_address inet,
    p_device text,
    p_next text
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
The first step is passed: opens the session, or asks for the second step where the person has one. Not for the layer:
called by what has checked a password, a PIN or a code of a letter.
*/
declare
    v_token text;
begin
    status := 200;
    if exists (
        select
        from people.credentials as c
        where c.user_id = p_user and c.kind = 'totp' and c.confirmed_at is not null
    ) then
        v_token := encode(ext.gen_random_bytes(32), 'hex');
        insert into people.one_time_codes (user_id, purpose, destination, code_hash, expires_at, details)
        values (
            p_user, 'totp', encode(sha256(decode(v_token, 'hex')), 'hex'), '\x', lib.moment() + make_interval(mins => cabinet.setting('code_minutes')::integer),
            jsonb_build_object('next', p_next)
        );
        opened := false;
        pending := v_token;
        "goto" := '/guest/totp';
        return next;
        return;
    end if;
    perform people.session_open(p_user, p_key, p_address, p_device);
    opened := true;
    "goto" := people.next_path(p_user, p_next);
    return next;
end
$$;
comment on function people.sign_in_accept(bigint, text, inet, text, text) is 'Opens the session or asks for the second step
@internal';
