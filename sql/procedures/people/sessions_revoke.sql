create function people.sessions_revoke(
    p_session bigint default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Signs out one device of the acting person, or all but this one (p_session null). Returns how many; a foreign or unknown
id is «not found».
*/
declare
    v_me bigint := people.me();
    v_count integer;
begin
    if v_me is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    update people.sessions as s
    set revoked_at = lib.moment()
    where s.user_id = v_me
        and s.revoked_at is null
        and (
            s.session_id = p_session
            or (
                p_session is null
                and s.key_hash <> people.key_hash(current_setting('sokol.session', true))
            )
        );
    get diagnostics v_count = row_count;
    if p_session is not null and v_count = 0 then
        perform cabinet.refuse('not_found');
    end if;
    return v_count;
end
$$;
comment on function people.sessions_revoke(bigint) is 'Signs out one device of the acting person, or all others
@decides';
