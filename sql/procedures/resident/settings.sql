create function resident.settings_notices()
returns table (
    title text,
    bell text,
    email text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is told to me and how. */
begin
    return query
    select
        p.title, p.bell_text, p.email_text, p.icon,
        case when p.may_switch_off then array['settings_notice_set?kind=' || p.kind] end
    from people.my_notices() as p;
end
$$;
comment on function resident.settings_notices() is 'Уведомления
@kind cards
@bold title
@column title -
@column bell В кабинете
@column email На почту
@limit 100';

create function resident.settings_notice_now(
    p_kind text
)
returns table (
    kind text,
    bell boolean,
    email boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The channels of a kind as they stand. */
begin
    return query
    select p.kind, p.bell, p.email from people.my_notices() as p where p.kind = p_kind;
end
$$;
comment on function resident.settings_notice_now(text) is 'Сейчас';

create function resident.settings_notice_set(
    p_kind text,
    p_bell boolean default false,
    p_email boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sets both channels of a kind. */
begin
    perform people.notice_set(p_kind, p_bell, p_email);
    return row(cabinet.said('message.preference_saved'), '/resident/settings')::lib.outcome;
end
$$;
comment on function resident.settings_notice_set(text, boolean, boolean) is 'Как сообщать
@prefill settings_notice_now
@field p_kind О чём
@field p_bell В кабинете
@field p_email На почту
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

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'settings', p_title => 'Настройка уведомлений',
    p_blocks => 'settings_notices | settings_taste',
    p_icon => 'bell', p_group => 'user');
