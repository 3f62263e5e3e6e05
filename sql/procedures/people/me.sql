create function people.me()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The acting person: the user of the session whose key `sokol.session` holds, null for a guest. Null too when the session
is revoked or over (idle or of age), the person is blocked, or does not hold the cabinet of the role that acts. While
the link of a letter acts for a guest it is the link's person, whoever is signed in.
`role` cannot be set inside security definer code, so it names the cabinet for certain. The worker acts as the system
person. Frozen: policies use it.
*/
declare
    v_session text := current_setting('sokol.session', true);
    v_role text := current_setting('role', true);
    v_user bigint;
begin
    if session_user = 'sokol_worker' then
        return (select u.user_id from people.users as u where u.is_system order by u.user_id limit 1);
    end if;
    if v_role = 'cab_guest' and pg_current_xact_id_if_assigned() is not null then
        v_user := people.link_user();
        if v_user is not null then
            return v_user;
        end if;
    end if;
    if v_session !~ '^[0-9a-f]{64}$' then
        return null;
    end if;
    select s.user_id
    into v_user
    from people.sessions as s
    join people.users as u on u.user_id = s.user_id
    where s.key_hash = sha256(decode(v_session, 'hex'))
        and s.revoked_at is null
        and s.expires_at > lib.moment()
        and s.last_seen_at + s.idle > lib.moment()
        and u.blocked_at is null;
    if v_user is null or v_role not like 'cab\_%' or v_role in ('cab_layer', 'cab_guest') then
        return v_user;
    end if;
    return case when people.holds_cabinet(v_user, substr(v_role, 5)) then v_user end;
end
$$;
comment on function people.me() is 'The acting person of the session, null for a guest';
