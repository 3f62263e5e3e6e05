create function people.session_end()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Signing out: revokes the session of `sokol.session`; nothing when there is none. */
begin
    if current_setting('sokol.session', true) ~ '^[0-9a-f]{64}$' then
        update people.sessions as s
        set revoked_at = lib.moment()
        where s.key_hash = people.key_hash(current_setting('sokol.session', true)) and s.revoked_at is null;
    end if;
end
$$;
comment on function people.session_end() is 'Signing out
@for layer';
