create function people.totp_confirm(
    p_code text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches the second step on by the first good code of the application; other devices are signed out. */
begin
    if not people.totp_verify(people.me(), p_code) then
        perform cabinet.refuse('totp_unconfirmed', p_field => 'p_code');
    end if;
    update people.credentials as c
    set confirmed_at = coalesce(c.confirmed_at, lib.moment())
    where c.user_id = people.me() and c.kind = 'totp';
    perform people.sessions_revoke();
end
$$;
comment on function people.totp_confirm(text) is 'Switches the second step on
@decides';
