create function people.password_put(
    p_user bigint,
    p_hash text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps the argon2 hash of a person's password. Anything but such a hash is an error of the layer. */
begin
    if p_hash is null or p_hash not like '$argon2id$%' then
        raise exception 'a password reaches SQL as an argon2 hash only' using errcode = '22023';
    end if;
    insert into people.credentials (user_id, kind, secret, confirmed_at)
    values (p_user, 'password', p_hash, lib.moment())
    on conflict (user_id, kind) do update
    set secret = excluded.secret, confirmed_at = excluded.confirmed_at, changed_at = lib.moment();
end
$$;
comment on function people.password_put(bigint, text) is 'Keeps the argon2 hash of a person''s password
@internal';
