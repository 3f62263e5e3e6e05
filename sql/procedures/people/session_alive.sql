create function people.session_alive(
    p_session bigint
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whether a session is neither revoked nor over and its person not blocked. */
begin
    return exists (
        select
        from people.sessions as s
        join people.users as u on u.user_id = s.user_id
        where s.session_id = p_session
            and s.revoked_at is null
            and s.expires_at > lib.moment()
            and s.last_seen_at + s.idle > lib.moment()
            and u.blocked_at is null
    );
end
$$;
comment on function people.session_alive(bigint) is 'Whether a session is neither revoked nor over
@internal';
