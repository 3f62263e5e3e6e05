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

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'profile', p_title => 'Профиль',
    p_blocks => 'profile_devices profile_leave_all profile_totp profile_notices | profile_password profile_taste',
    p_icon => 'person-gear', p_group => 'user');
