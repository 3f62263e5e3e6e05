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
        case when not s.current then array['profile_device_end?session=' || s.session_id] end
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
    return row(cabinet.said('message.session_closed'), '/shared/profile')::lib.outcome;
end
$$;
comment on function shared.profile_device_end(lib.session_ref) is 'Выйти на этом устройстве
@field p_session Устройство
@submit Выйти
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
        cabinet.said('message.sessions_closed', jsonb_build_object('n', people.sessions_revoke())), '/shared/profile'
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

create function shared.profile_totp()
returns table (
    title text,
    secret text,
    since timestamptz,
    _badge text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* State of my second step. */
begin
    return query
    select
        cabinet.said('label.totp_' || t.state), t.secret, t.since,
        case t.state when 'on' then 'ok' when 'pending' then 'warn' else 'muted' end, 'shield-lock',
        case t.state when 'off' then array['profile_totp_begin'] when 'pending' then array['profile_totp_confirm'] else array['profile_totp_off'] end
    from people.my_totp() as t;
end
$$;
comment on function shared.profile_totp() is 'Вход по двум шагам
Кроме пароля спросим код из приложения на телефоне.
@kind card
@bold title
@column title -
@column secret Ключ для приложения
@column since Включён';

create function shared.profile_totp_begin()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Makes a new secret of the second step. */
begin
    perform people.totp_begin();
    return row(cabinet.said('message.totp_begun'), '/shared/profile')::lib.outcome;
end
$$;
comment on function shared.profile_totp_begin() is 'Включить вход по двум шагам
@submit Включить';

create function shared.profile_totp_confirm(
    p_code lib.one_time_code
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Confirms the second step by a first code. */
begin
    perform people.totp_confirm(p_code);
    return row(cabinet.said('message.totp_on'), '/shared/profile')::lib.outcome;
end
$$;
comment on function shared.profile_totp_confirm(lib.one_time_code) is 'Первый код
@field p_code Шесть цифр из приложения
@submit Подтвердить';

create function shared.profile_totp_off(
    p_code lib.one_time_code
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches the second step off. */
begin
    perform people.totp_off(p_code);
    return row(cabinet.said('message.totp_off'), '/shared/profile')::lib.outcome;
end
$$;
comment on function shared.profile_totp_off(lib.one_time_code) is 'Выключить вход по двум шагам
@field p_code Код из приложения
@submit Выключить
@style danger';

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
    return row(cabinet.said('message.preference_saved'), '/shared/profile')::lib.outcome;
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
    return row(cabinet.said('message.taste_saved'), '/shared/profile')::lib.outcome;
end
$$;
comment on function shared.profile_taste(text, boolean) is 'Язык и шрифт
@prefill profile_taste_now
@field p_language Язык
@options p_language profile_languages
@choice p_language
@field p_large_type Крупный шрифт
@submit Сохранить';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'profile', p_title => 'Профиль',
    p_blocks => 'profile_devices profile_leave_all profile_totp profile_notices | profile_password profile_taste',
    p_icon => 'person-gear', p_group => 'user');
