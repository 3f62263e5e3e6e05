-- @cabinet guest scope=sees_public reads=people,estate,desk,talk title=Гость frame=guest home=home
create function guest.home_emergency()
returns table (
    phone lib.phone,
    note text,
    _icon text,
    _class text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The emergency telephone, round the clock. */
begin
    return query
    select c.emergency_phone::lib.phone, cabinet.said('label.emergency_note'), 'telephone-fill', 'bad'
    from desk.company_contacts() as c
    where c.emergency_phone is not null;
end
$$;
comment on function guest.home_emergency() is 'Авария? Звоните круглосуточно
@kind card
@bold phone
@column phone -
@column note -
@hide_empty
@public';

create function guest.home_entry()
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
/* Where to enter. */
begin
    return query
    select cabinet.said('label.entry_' || e.name), cabinet.said('label.entry_' || e.name || '_note'), e.path, e.icon
    from (values
        ('sign_in', '/guest/sign-in', 'box-arrow-in-right'),
        ('join', '/guest/join', 'person-plus'),
        ('track', '/guest/track', 'search'),
        ('services', '/guest/services', 'tools'),
        ('faq', '/guest/faq', 'question-circle')
    ) as e (name, path, icon);
end
$$;
comment on function guest.home_entry() is 'Вход
@kind cards
@bold title
@column title -
@column note -
@public';

create function guest.home_house(
    p_street lib.search default null
)
returns table (
    address text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Finds a house by its street. */
begin
    return query
    select h.address, '/guest/join?house=' || h.house_id
    from people.house_search(p_street) as h
    where length(trim(p_street)) >= 2;
end
$$;
comment on function guest.home_house(lib.search) is 'Найти мой дом
@kind list
@filter p_street
@field p_street Улица и дом
@placeholder p_street Садовая 12
@bold address
@column address Адрес
@export no
@empty Назовите улицу: покажем дома, которыми управляем
@public';

create function guest.home_news()
returns table (
    title text,
    summary text,
    published_at timestamptz,
    _link text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The last three news for all. */
begin
    return query
    select n.title::text, left(n.body, 160), n.published_at, '/guest/article?news=' || n.news_id, 'newspaper'
    from talk.news as n
    where n.public and n.published_at <= lib.moment() and (n.until is null or n.until > lib.moment())
    order by n.published_at desc, n.news_id desc
    limit 3;
end
$$;
comment on function guest.home_news() is 'Новости
@kind cards
@bold title
@column title -
@column summary -
@column published_at -
@hide_empty
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'home', p_title => 'Управляющая компания',
    p_blocks => 'home_emergency outages_now home_entry home_house | home_news',
    p_icon => 'house-door');
