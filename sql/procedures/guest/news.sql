create function guest.news_list()
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
/* News for all, newest first. */
begin
    return query
    select n.title::text, left(n.body, 200), n.published_at, '/guest/article?news=' || n.news_id, 'newspaper'
    from talk.news as n
    where n.public and n.published_at <= lib.moment() and (n.until is null or n.until > lib.moment())
    order by n.published_at desc, n.news_id desc;
end
$$;
comment on function guest.news_list() is 'Новости
@kind cards
@bold title
@column title -
@column summary -
@column published_at -
@empty Новостей за месяц нет
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'news', p_title => 'Новости',
    p_blocks => 'news_list',
    p_icon => 'newspaper', p_menu => 20);
