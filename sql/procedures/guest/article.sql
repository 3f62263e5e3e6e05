create function guest.article_text(
    p_news lib.news_ref
)
returns table (
    title text,
    body lib.note,
    published_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One of the news for all. */
begin
    return query
    select n.title::text, n.body, n.published_at
    from talk.news as n
    where n.news_id = p_news and n.public and n.published_at <= lib.moment();
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function guest.article_text(lib.news_ref) is 'Новость
@kind article
@bold title
@column title -
@column body -
@column published_at Опубликовано
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'article', p_title => 'Новость',
    p_blocks => 'article_text', p_up => 'news');
