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
person. Frozen: policies use it. Asked dozens of times for a page: one statement with as little in it as may be, since
what PL/pgSQL reckons itself is made ready once in a transaction and a statement's expressions at every call.
*/
declare
    v_session text := current_setting('sokol.session', true);
    v_role text := current_setting('role', true);
    v_cabinet text := substr(v_role, 5);
    v_now timestamptz := lib.moment();
    v_key bytea;
    v_user bigint;
    v_held boolean;
    v_employed daterange;
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
    -- 64 hexadecimal digits; a counted repetition would cost eight times as much
    if v_session is null or length(v_session) <> 64 or v_session ~ '[^0-9a-f]' then
        return null;
    end if;
    v_key := sha256(decode(v_session, 'hex'));
    select
        s.user_id,
        exists (select from people.user_cabinets as c where c.user_id = s.user_id and c.cabinet = v_cabinet),
        (select f.employed from people.staff as f where f.user_id = s.user_id)
    into v_user, v_held, v_employed
    from people.sessions as s
    join people.users as u on u.user_id = s.user_id
    where s.key_hash = v_key
        and s.revoked_at is null
        and s.expires_at > v_now
        and s.last_seen_at + s.idle > v_now
        and u.blocked_at is null;
    if v_user is null or v_role not like 'cab\_%' or v_role in ('cab_layer', 'cab_guest') then
        return v_user;
    end if;
    -- what most people hold; the rest asks more
    if people.cabinet_held(v_cabinet, v_held, v_employed) then
        return v_user;
    end if;
    return case when people.holds_cabinet(v_user, v_cabinet) then v_user end;
end
$$;
comment on function people.me() is 'The acting person of the session, null for a guest';
