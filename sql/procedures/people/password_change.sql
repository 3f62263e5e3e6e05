create function people.password_change(
    p_password text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new password of the acting person; all other devices are signed out. The layer has asked for the present one. */
begin
    if people.me() is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    perform people.password_put(people.me(), p_password);
    perform people.sessions_revoke();
end
$$;
comment on function people.password_change(text) is 'A new password of the acting person
@for layer';
