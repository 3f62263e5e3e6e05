create function resident.news_list(
    p_kind text default null,
    p_search lib.search default null
)
returns table (
    title text,
    summary text,
    published_at timestamptz,
    about text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* News for all and for the houses and zones of the resident that still hold. p_kind: house or company. */
declare
    v_word text := '%' || lower(p_search) || '%';
    v_houses bigint[] := array(select people.visible_houses());
begin
    return query
    select
        n.title::text, left(n.body, 200) || case when length(n.body) > 200 then '…' else '' end, n.published_at,
        coalesce(h.street || ', ' || h.number, cabinet.said('said.all_houses')), 'newspaper', 'article?news=' || n.news_id
    from talk.news as n
    left join estate.houses as h on h.house_id = n.house_id
    where
        n.published_at <= lib.moment() and (n.until is null or n.until > lib.moment())
        and (n.house_id is null or n.house_id = any (v_houses))
        and (n.zone_id is null or n.zone_id in (
            select unnest(estate.zone_path(k.zone_id)) from estate.houses as k where k.house_id = any (v_houses)))
        and case p_kind
            when 'house' then n.house_id is not null or n.zone_id is not null
            when 'company' then n.house_id is null and n.zone_id is null
            else true
        end
        and (p_search is null or lower(n.title) like v_word or lower(n.body) like v_word)
    order by n.published_at desc, n.news_id desc;
end
$$;
comment on function resident.news_list(text, lib.search) is 'Новости
@kind cards
@tabs p_kind
@options p_kind news_kinds
@filter p_search
@placeholder p_search О чём новость
@bold title
@column summary -
@column published_at -
@column about -
@column title -
@field p_kind Какие
@empty Новостей нет. Когда появятся, пришлём уведомление';

create function resident.news_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Tabs of the news. */
begin
    return query
    select t.code, cabinet.said('said.resident.news_' || coalesce(nullif(t.code, ''), 'all'))
    from unnest(array['', 'house', 'company']) as t (code);
end
$$;
comment on function resident.news_kinds() is 'Какие новости';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'news', p_title => 'Новости',
    p_blocks => 'news_list', p_icon => 'newspaper');
