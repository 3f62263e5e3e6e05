create function people.code_sign_in(
    p_login text,
    p_code text,
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
/* Signs in by the code of a letter. Works while the password is locked out; a second step is still asked for. */
declare
    v_taken record;
begin
    select t.* into v_taken from people.code_take(p_login, 'sign_in', p_code) as t;
    if v_taken.status <> 200 then
        return query select false, null::text, v_taken.status, v_taken.code, v_taken.field, v_taken.message, null::text;
        return;
    end if;
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (people.login_hash(p_login, v_taken.user_id), p_address, true, 'code');
    return query
    select a.* from people.sign_in_accept(v_taken.user_id, p_key, p_address, p_device, p_next) as a;
end
$$;
comment on function people.code_sign_in(text, text, text, inet, text, text) is 'Signs in by the code of a letter
@for layer';
