create function shared.profile_devices()
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
            when s.started_at > lib.moment() - interval '7 days' then array['profile_not_me?session=' || s.session_id]
            else array['profile_device_end?session=' || s.session_id]
        end
    from people.my_sessions() as s;
end
$$;
comment on function shared.profile_devices() is 'Устройства
@kind cards
@bold device
@column device -
@column address Адрес сети
@column last_seen_at Последний раз
@column note -
@personal';

create function shared.profile_device_end(
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
    return row(cabinet.said('message.session_closed'), people.own_page('security'))::lib.outcome;
end
$$;
comment on function shared.profile_device_end(lib.session_ref) is 'Выйти на этом устройстве
@field p_session Устройство
@submit Выйти
@style danger';

create function shared.profile_not_me(
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
    return row(cabinet.said('message.session_not_me'), people.own_page('security'))::lib.outcome;
end
$$;
comment on function shared.profile_not_me(lib.session_ref) is 'Это не я
@field p_session Устройство
@submit Это не я, закрыть вход
@style danger';

create function shared.profile_leave_all()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Signs all my other devices out. */
begin
    return row(
        cabinet.said('message.sessions_closed', jsonb_build_object('n', people.sessions_revoke())), people.own_page('security')
    )::lib.outcome;
end
$$;
comment on function shared.profile_leave_all() is 'Выйти везде
Это устройство останется.
@submit Выйти везде
@icon box-arrow-right
@style secondary';

create function shared.profile_password(
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
comment on function shared.profile_password(lib.password, lib.new_password) is 'Пароль
@layer password-change
@field p_present Нынешний пароль
@hint p_present Пусто, если пароля ещё не было
@field p_password Новый пароль
@submit Сменить пароль';

create function shared.profile_notices_now()
returns table (
    kind lib.notice_kind,
    bell boolean,
    email boolean,
    title text,
    always text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is told to me and how. */
begin
    return query select * from people.my_notices();
end
$$;
comment on function shared.profile_notices_now() is 'Сейчас';

create function shared.profile_notices_some()
returns table (
    p_choices lib.notice_choice[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row when something may be chosen: without one the form is not shown. */
begin
    return query select '{}'::lib.notice_choice[] where exists (select from people.my_notices() as n where n.bell is not null);
end
$$;
comment on function shared.profile_notices_some() is 'Есть о чём сообщать';

create function shared.profile_notices(
    p_choices lib.notice_choice[] default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sets the channels of all kinds at once. */
begin
    perform people.notices_set(p_choices);
    return row(cabinet.said('message.preference_saved'), people.own_page('settings'))::lib.outcome;
end
$$;
comment on function shared.profile_notices(lib.notice_choice[]) is 'Уведомления
@field p_choices О чём сообщать
@rows p_choices profile_notices_now
@prefill profile_notices_some
@hide_empty
@submit Сохранить';

create function shared.profile_languages()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Languages of the interface. */
begin
    return query
    select l.code, cabinet.said('label.language_' || l.code) from unnest('{ru,en}'::text[]) as l (code);
end
$$;
comment on function shared.profile_languages() is 'Языки';

create function shared.profile_taste_now()
returns table (
    language text,
    large_type boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My language and type as they stand. */
begin
    return query
    select d.language, d.large_type from people.my_data() as d;
end
$$;
comment on function shared.profile_taste_now() is 'Сейчас';

create function shared.profile_taste(
    p_language text default 'ru',
    p_large_type boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Language and large type. */
begin
    perform people.taste_set(p_language, p_large_type);
    return row(cabinet.said('message.taste_saved'), people.own_page('settings'))::lib.outcome;
end
$$;
comment on function shared.profile_taste(text, boolean) is 'Язык и шрифт
@prefill profile_taste_now
@field p_language Язык
@options p_language profile_languages
@choice p_language
@field p_large_type Крупный шрифт
@submit Сохранить';
