create function people.session_rotate(
    p_key text
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Moves the session of `sokol.session` to a new key. The old one lives a minute more, for requests already on their way;
the absolute end stays. False when there was nothing to move.
*/
declare
    v_old people.sessions;
begin
    select s.*
    into v_old
    from people.sessions as s
    where s.key_hash = people.key_hash(current_setting('sokol.session', true))
    for update;
    if not people.session_alive(v_old.session_id)
        or exists (select from people.sessions as s where s.rotated_from = v_old.session_id)
    then
        return false;
    end if;
    insert into people.sessions (
        key_hash, user_id, started_at, last_seen_at, expires_at, idle, rotated_from, address, device, premise_id
    )
    values (
        people.key_hash(p_key), v_old.user_id, lib.moment(), lib.moment(), v_old.expires_at, v_old.idle,
        v_old.session_id, v_old.address, v_old.device, v_old.premise_id
    );
    update people.sessions as s
    set expires_at = least(s.expires_at, lib.moment() + interval '1 minute')
    where s.session_id = v_old.session_id;
    return true;
end
$$;
comment on function people.session_rotate(text) is 'Moves the session to a new key
@for layer';
