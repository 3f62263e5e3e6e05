create function people.totp_off(
    p_code text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches the second step off by a good code; not while the company demands it. */
begin
    if cabinet.setting('staff_totp') = 'true' then
        perform cabinet.refuse('totp_demanded');
    end if;
    if not people.totp_verify(people.me(), p_code) then
        perform cabinet.refuse('totp_unconfirmed', p_field => 'p_code');
    end if;
    delete from people.credentials as c where c.user_id = people.me() and c.kind = 'totp';
end
$$;
comment on function people.totp_off(text) is 'Switches the second step off
@decides';
