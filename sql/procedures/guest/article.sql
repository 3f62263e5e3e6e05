create function guest.article_text(
    p_news lib.news_ref
)
returns table (
    published_at timestamptz,
    body lib.note,
    _title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One of the news for all. */
begin
    return query
    select n.published_at, n.body, n.title::text
    from talk.news as n
    where n.news_id = p_news and n.public and n.published_at <= lib.moment();
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function guest.article_text(lib.news_ref) is 'Новость
@kind article
@column published_at Опубликовано
@column body -
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'article', p_title => 'Новость',
    p_blocks => 'article_text', p_up => 'news');
