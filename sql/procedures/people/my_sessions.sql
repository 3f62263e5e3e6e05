create function people.my_sessions()
returns table (
    session_id bigint,
    device text,
    address text,
    started_at timestamptz,
    last_seen_at timestamptz,
    current boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Devices on which the acting person is signed in now, this one first. */
declare
    v_me bigint := people.me();
begin
    return query
    select
        s.session_id, s.device, host(s.address), s.started_at, s.last_seen_at,
        s.key_hash = people.key_hash(current_setting('sokol.session', true))
    from people.sessions as s
    where s.user_id = v_me and s.revoked_at is null and people.session_alive(s.session_id)
        and not exists (select from people.sessions as n where n.rotated_from = s.session_id)
    order by 6 desc, s.last_seen_at desc;
end
$$;
comment on function people.my_sessions() is 'Devices on which the acting person is signed in
@decides';
