create function resident.settings_notices_now()
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
comment on function resident.settings_notices_now() is 'Сейчас';

create function resident.settings_notices_some()
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
comment on function resident.settings_notices_some() is 'Есть о чём сообщать';

create function resident.settings_notices(
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
    return row(cabinet.said('message.preference_saved'), '/resident/settings')::lib.outcome;
end
$$;
comment on function resident.settings_notices(lib.notice_choice[]) is 'Уведомления
@field p_choices О чём сообщать
@rows p_choices settings_notices_now
@prefill settings_notices_some
@hide_empty
@submit Сохранить';

create function resident.settings_languages()
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
comment on function resident.settings_languages() is 'Языки';

create function resident.settings_taste_now()
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
comment on function resident.settings_taste_now() is 'Сейчас';

create function resident.settings_taste(
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
    return row(cabinet.said('message.taste_saved'), '/resident/settings')::lib.outcome;
end
$$;
comment on function resident.settings_taste(text, boolean) is 'Язык и шрифт
@prefill settings_taste_now
@field p_language Язык
@options p_language settings_languages
@choice p_language
@field p_large_type Крупный шрифт
@submit Сохранить';

create function resident.settings_hours()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours of the day. */
begin
    return query
    select to_char(make_time(h.n, 0, 0), 'HH24:MI'), to_char(make_time(h.n, 0, 0), 'FMHH24:MI')
    from generate_series(0, 23) as h (n);
end
$$;
comment on function resident.settings_hours() is 'Часы';

create function resident.settings_quiet_now()
returns table (
    p_from text,
    p_until text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My quiet hours as they stand. */
begin
    return query select q.quiet_from, q.quiet_until from people.my_quiet() as q;
end
$$;
comment on function resident.settings_quiet_now() is 'Сейчас';

create function resident.settings_quiet(
    p_from text default null,
    p_until text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sets my quiet hours. Errors: those of people.quiet_set. */
begin
    perform people.quiet_set(p_from, p_until);
    return row(cabinet.said('message.preference_saved'), '/resident/settings')::lib.outcome;
end
$$;
comment on function resident.settings_quiet(text, text) is 'Тихие часы
В это время писем не шлём: придут, когда тихие часы кончатся. Об авариях и о входе с нового устройства сообщаем сразу. Одинаковые часы: тишины нет.
@prefill settings_quiet_now
@field p_from С
@options p_from settings_hours
@field p_until До
@options p_until settings_hours
@submit Сохранить
@icon moon
@style secondary';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'settings', p_title => 'Настройка уведомлений',
    p_blocks => 'settings_notices | settings_quiet settings_taste',
    p_icon => 'bell', p_group => 'user');
