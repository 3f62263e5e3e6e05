create function resident.security_devices()
returns table (
    device text,
    address text,
    last_seen_at timestamptz,
    note text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where I am signed in. */
begin
    return query
    select
        coalesce(s.device, cabinet.said('label.device_unknown')), s.address, s.last_seen_at,
        case when s.current then cabinet.said('label.this_device') end,
        case when s.device ~ '(Android|iPhone|iPad)' then 'phone' else 'laptop' end,
        case
            when s.current then null
            -- what the notice of a new device asks about
            when s.started_at > lib.moment() - interval '7 days' then array['security_not_me?session=' || s.session_id]
            else array['security_device_end?session=' || s.session_id]
        end
    from people.my_sessions() as s;
end
$$;
comment on function resident.security_devices() is 'Устройства
@kind cards
@bold device
@column device -
@column address Адрес сети
@column last_seen_at Последний раз
@column note -
@personal';

create function resident.security_device_end(
    p_session lib.session_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Signs one of my devices out. */
begin
    perform people.sessions_revoke(p_session);
    return row(cabinet.said('message.session_closed'), '/resident/security')::lib.outcome;
end
$$;
comment on function resident.security_device_end(lib.session_ref) is 'Выйти на этом устройстве
@field p_session Устройство
@submit Выйти
@style danger';

create function resident.security_not_me(
    p_session lib.session_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Это не я»: signs the device out at once and asks for another password. */
begin
    perform people.sessions_revoke(p_session);
    return row(cabinet.said('message.session_not_me'), '/resident/security')::lib.outcome;
end
$$;
comment on function resident.security_not_me(lib.session_ref) is 'Это не я
@field p_session Устройство
@submit Это не я, закрыть вход
@style danger';

create function resident.security_leave_all()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Signs all my other devices out. */
begin
    return row(
        cabinet.said('message.sessions_closed', jsonb_build_object('n', people.sessions_revoke())), '/resident/security'
    )::lib.outcome;
end
$$;
comment on function resident.security_leave_all() is 'Выйти везде
Это устройство останется.
@submit Выйти везде
@icon box-arrow-right
@style secondary';

create function resident.security_password(
    p_present lib.password default null,
    p_password lib.new_password default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Carried out by the layer; called as SQL it refuses. */
begin
    return cabinet.by_layer();
end
$$;
comment on function resident.security_password(lib.password, lib.new_password) is 'Пароль
@layer password-change
@field p_present Нынешний пароль
@hint p_present Пусто, если пароля ещё не было
@field p_password Новый пароль
@submit Сменить пароль';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'security', p_title => 'Вход и безопасность',
    p_blocks => 'security_devices security_leave_all | security_password',
    p_icon => 'shield-lock', p_group => 'user');
