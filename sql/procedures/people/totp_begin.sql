create function people.totp_begin()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new, not yet confirmed secret of the second step for the acting staff member (20 random bytes). */
begin
    if people.me() is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    if people.my_staff() is null and people.my_scope() not in ('sees_houses', 'sees_all') then
        perform cabinet.refuse('totp_staff_only');
    end if;
    if exists (
        select
        from people.credentials as c
        where c.user_id = people.me() and c.kind = 'totp' and c.confirmed_at is not null
    ) then
        perform cabinet.refuse('totp_already');
    end if;
    insert into people.credentials (user_id, kind, secret)
    values (people.me(), 'totp', encode(ext.gen_random_bytes(20), 'hex'))
    on conflict (user_id, kind) do update
    set secret = excluded.secret, changed_at = lib.moment(), last_step = null;
end
$$;
comment on function people.totp_begin() is 'A new secret of the second step, not yet confirmed
@decides';
