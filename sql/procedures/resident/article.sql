create function resident.article_text(
    p_news lib.news_ref
)
returns table (
    published_at timestamptz,
    about text,
    body lib.note,
    _title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One news of the resident's houses; a foreign or wrong id is not_found. */
begin
    return query
    select l.published_at, l.about, n.body, n.title::text
    from resident.news_list() as l
    join talk.news as n on n.news_id = p_news
    where l._link = 'article?news=' || p_news;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function resident.article_text(lib.news_ref) is 'Новость
@kind article
@column published_at Опубликовано
@column about -
@column body -';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'article', p_title => 'Новость',
    p_blocks => 'article_text', p_icon => 'newspaper', p_up => 'news');
