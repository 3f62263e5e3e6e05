create function guest.join_person_steps()
returns table (
    title text,
    _done boolean,
    _current boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where in the wizard we are. */
begin
    return query
    select cabinet.said('label.step_' || s.name), s.n < 2, s.n = 2
    from unnest('{account,person,done}'::text[]) with ordinality as s (name, n)
    order by s.n;
end
$$;
comment on function guest.join_person_steps() is 'Шаги
@kind steps
@bold title
@column title -
@public';

create function guest.join_person_place(
    p_token text
)
returns table (
    title text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The address behind the token. */
begin
    return query
    select j.label, 'house-door' from people.join_place(p_token) as j;
end
$$;
comment on function guest.join_person_place(text) is 'Ваш адрес
@kind card
@bold title
@column title -
@empty Прошло больше часа. Введите счёт и код ещё раз
@public';

create function guest.join_person_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who joins by a bill. */
begin
    return query
    select k.kind, case when lib.language() = 'ru' then k.title else k.title_en end
    from people.relation_kinds as k
    where k.kind in ('owner', 'social_tenant', 'relative')
    union all
    select 'payer', cabinet.said('label.payer');
end
$$;
comment on function guest.join_person_kinds() is 'Кто вы
@public';

create function guest.join_person_consents()
returns table (
    title text,
    body lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Texts of the consents, each separate. */
begin
    return query
    select c.title, c.body::lib.note from people.my_consents() as c;
end
$$;
comment on function guest.join_person_consents() is 'Что мы просим разрешить
@kind cards
@bold title
@column title -
@column body -
@public';

create function guest.join_person_form(
    p_token text,
    p_name lib.person_name,
    p_kind text,
    p_email lib.email default null,
    p_phone lib.phone default null,
    p_password lib.new_password default null,
    p_processing boolean default false,
    p_rules boolean default false,
    p_news boolean default false
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
comment on function guest.join_person_form(text, lib.person_name, text, lib.email, lib.phone, lib.new_password, boolean, boolean, boolean) is 'О вас
@layer join-finish
@needs p_token
@field p_token Ключ шага
@field p_name Фамилия, имя, отчество
@field p_kind Кто вы
@options p_kind join_person_kinds
@choice p_kind
@field p_email Почта
@hint p_email На неё придут коды для входа
@field p_phone Телефон
@field p_password Пароль
@hint p_password Не обязателен, если указана почта
@field p_processing Разрешаю обрабатывать мои данные
@field p_rules Согласен с правилами кабинета
@field p_news Хочу получать новости на почту
@submit Открыть кабинет
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'join_person', p_title => 'Первый вход: о вас',
    p_blocks => 'join_person_steps join_person_place join_person_form | join_person_consents');
