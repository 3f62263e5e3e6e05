create function people.password_reset(
    p_login text,
    p_code text,
    p_password text,
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
A new password (argon2 hash made by the layer) by the code of a letter. Signs out all devices, forgets failed attempts,
and signs in; a second step is still asked for.
*/
declare
    v_taken record;
begin
    select t.* into v_taken from people.code_take(p_login, 'reset', p_code) as t;
    if v_taken.status <> 200 then
        return query select false, null::text, v_taken.status, v_taken.code, v_taken.field, v_taken.message, null::text;
        return;
    end if;
    perform people.password_put(v_taken.user_id, p_password);
    update people.sessions as s
    set revoked_at = lib.moment()
    where s.user_id = v_taken.user_id and s.revoked_at is null;
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (people.login_hash(p_login, v_taken.user_id), p_address, true, 'reset');
    return query
    select a.opened, a.pending, a.status, a.code, a.field, cabinet.said('message.password_changed'), a."goto"
    from people.sign_in_accept(v_taken.user_id, p_key, p_address, p_device, null) as a;
end
$$;
comment on function people.password_reset(text, text, text, text, inet, text) is 'A new password by the code of a letter
@for layer';
