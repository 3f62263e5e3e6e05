create function people.session_open(
    p_user bigint,
    p_key text,
    p_address inet,
    p_device text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Opens a session under a new key (hex sha256 of the cookie's bytes) and revokes the one the browser came with. Terms by
settings: shorter for who holds a staff cabinet. A device not seen in half a year is told to the person.
*/
declare
    v_staff boolean;
    v_known boolean;
    v_old text := current_setting('sokol.session', true);
    v_device text := left(nullif(trim(p_device), ''), 200);
    v_session bigint;
begin
    if p_key is null or p_key !~ '^[0-9a-f]{64}$' then
        raise exception 'session key must be 64 hexadecimal digits' using errcode = '22023';
    end if;
    if v_old ~ '^[0-9a-f]{64}$' then
        update people.sessions as s
        set revoked_at = lib.moment()
        where s.key_hash = sha256(decode(v_old, 'hex')) and s.revoked_at is null;
    end if;
    select exists (
        select
        from unnest(people.cabinets_of(p_user)) as held (cabinet)
        join cabinet.cabinets as c on c.cabinet = held.cabinet and c.frame = 'staff'
    )
    into v_staff;
    v_known := not exists (select from people.sessions as s where s.user_id = p_user)
        or exists (
            select
            from people.sessions as s
            where s.user_id = p_user
                and s.device is not distinct from v_device
                and s.last_seen_at > lib.moment() - interval '180 days'
        );
    insert into people.sessions (key_hash, user_id, started_at, last_seen_at, expires_at, idle, address, device)
    values (
        people.key_hash(p_key), p_user, lib.moment(), lib.moment(),
        lib.moment() + make_interval(days => cabinet.setting(
            case when v_staff then 'session_staff_days' else 'session_days' end)::integer),
        case
            when v_staff then make_interval(hours => cabinet.setting('session_staff_idle_hours')::integer)
            else make_interval(days => cabinet.setting('session_idle_days')::integer)
        end,
        p_address, v_device
    )
    returning session_id into v_session;
    if not v_known then
        perform talk.event_raise(
            'sign_in_new_device', p_user, p_user => p_user,
            p_values => jsonb_build_object(
                'device', coalesce(v_device, ''), 'at', people.clock_said(lib.moment())
            )
        );
    end if;
    return v_session;
end
$$;
comment on function people.session_open(bigint, text, inet, text) is 'Opens a session under a new key
@internal';
