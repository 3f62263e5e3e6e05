create function guest.join_steps()
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
    select cabinet.said('label.step_' || s.name), s.n < 1, s.n = 1
    from unnest('{account,person,done}'::text[]) with ordinality as s (name, n)
    order by s.n;
end
$$;
comment on function guest.join_steps() is 'Шаги
@kind steps
@bold title
@column title -
@public';

create function guest.join_house(
    p_house lib.house_ref default null,
    p_slug text default null
)
returns table (
    title text,
    note text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The house of the address, when the page was opened from a sheet or a search. */
begin
    return query
    select h.address, cabinet.said('label.join_note'), 'building'
    from people.house_named(p_house, p_slug) as h;
end
$$;
comment on function guest.join_house(lib.house_ref, text) is 'Ваш дом
@kind card
@bold title
@column title -
@column note -
@hide_empty
@short join p_slug
@public';

create function guest.join_form(
    p_account text,
    p_code text
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
comment on function guest.join_form(text, text) is 'Счёт и код
Оба стоят в верхней части квитанции, рядом с адресом.
@layer join
@field p_account Лицевой счёт
@placeholder p_account 4200100047
@field p_code Код из квитанции
@placeholder p_code 4821-0937
@submit Продолжить
@public';

create function guest.join_without()
returns table (
    title text,
    note text,
    _link text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Without a bill. */
begin
    return query
    select cabinet.said('label.entry_request'), cabinet.said('label.entry_request_note'), '/guest/join-request', 'card-text';
end
$$;
comment on function guest.join_without() is 'Нет квитанции
@kind cards
@bold title
@column title -
@column note -
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'join', p_title => 'Первый вход',
    p_blocks => 'join_steps join_house join_form join_without',
    p_icon => 'person-plus', p_feature => 'join_online');
