create function supervisor.news_list(
    p_search lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    whom text,
    published_at timestamptz,
    until timestamptz,
    presence lib.state,
    _badge_presence text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* News, newest first. */
begin
    return query
    select
        n.title::text,
        case
            when n.public then cabinet.said('phrase.news_public')
            else coalesce(h.street || ', ' || h.number, z.name::text, cabinet.said('phrase.news_all'))
        end,
        n.published_at, n.until,
        cabinet.said(case
            when n.until <= lib.moment() then 'phrase.news_off'
            when n.published_at > lib.moment() then 'phrase.news_waits'
            else 'phrase.news_on'
        end)::lib.state,
        case when n.until <= lib.moment() then 'muted' when n.published_at > lib.moment() then 'info' else 'ok' end,
        array_remove(array[
            case
                when n.published_at > lib.moment() and n.user_id = (select people.me()) then 'news_recall?news=' || n.news_id
                when n.until is null or n.until > lib.moment() then 'news_withdraw?news=' || n.news_id
            end,
            'news_print?news=' || n.news_id
        ], null),
        count(*) over ()
    from talk.news as n
    left join estate.houses as h on h.house_id = n.house_id
    left join estate.zones as z on z.zone_id = n.zone_id
    where coalesce(p_search, '') = '' or n.title ilike '%' || p_search || '%' or n.body ilike '%' || p_search || '%'
    order by n.published_at desc
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.news_list(lib.search, integer, integer) is 'Новости
До публикации покажем, сколько жителей увидит.
@filter p_search
@bold title whom
@column title Заголовок
@column whom Кому
@column published_at Когда
@column until До
@column presence Сейчас
@empty Новостей пока нет
@create news_write';

create function supervisor.news_write(
    p_title lib.title,
    p_body lib.note,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_public boolean default false,
    p_until timestamptz default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Publishes news; they come out after 15 seconds, in which they can be taken back. */
declare
    v_news bigint;
begin
    v_news := talk.news_publish(
        p_title => p_title, p_body => p_body, p_zone => p_zone, p_house => p_house, p_public => p_public,
        p_until => p_until, p_waits => true
    );
    perform cabinet.undo_offer('news_recall?news=' || v_news);
    return row(cabinet.said('phrase.news_published'), '/supervisor/news')::lib.outcome;
end
$$;
comment on function supervisor.news_write(lib.title, lib.note, lib.zone_ref, lib.house_ref, boolean, timestamptz) is 'Написать новость
Точка и дом пусты: увидят все жители.
@options p_zone orders_zone_options
@options p_house house_edit_options
@preview news_preview
@field p_title Заголовок
@field p_body Текст
@field p_public И на сайте без входа
@field p_until Снять
@submit Написать новость
@icon megaphone';

create function supervisor.news_preview(
    p_title lib.title,
    p_body lib.note,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_public boolean default false,
    p_until timestamptz default null
)
returns table (
    houses bigint,
    residents bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who will see it. */
declare
    v_today date := people.today();
    v_everywhere boolean := p_zone is null and p_house is null;
    v_houses bigint[] := array(
        select h.house_id from estate.houses as h
        where (p_zone is null or h.zone_id = p_zone) and (p_house is null or h.house_id = p_house)
    );
begin
    return query
    select
        cardinality(v_houses)::bigint,
        (
            select count(distinct r.user_id)
            from people.relations as r
            where r.during @> v_today and (v_everywhere or r.house_id = any (v_houses))
        );
end
$$;
comment on function supervisor.news_preview(lib.title, lib.note, lib.zone_ref, lib.house_ref, boolean, timestamptz) is 'Кто увидит
@field p_title Заголовок
@field p_body Текст
@field p_public И на сайте
@field p_until Снять
@column houses Домов
@column residents Жителей';

create function supervisor.news_recall(
    p_news lib.news_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes back what nobody has seen yet. Errors: those of talk.news_recall. */
begin
    perform talk.news_recall(p_news);
    return row(cabinet.said('phrase.news_recalled'), '/supervisor/news')::lib.outcome;
end
$$;
comment on function supervisor.news_recall(lib.news_ref) is 'Отменить отправку
@field p_news Новость
@submit Отменить отправку
@style secondary';

create function supervisor.news_withdraw(
    p_news lib.news_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes news off the pages. */
begin
    perform talk.news_withdraw(p_news);
    return row(cabinet.said('phrase.news_withdrawn'), '/supervisor/news')::lib.outcome;
end
$$;
comment on function supervisor.news_withdraw(lib.news_ref) is 'Снять новость
@needs p_news
@confirm Жители перестанут её видеть
@field p_news Новость
@submit Снять новость
@style secondary';

create function supervisor.news_print(
    p_news lib.news_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The news as a sheet for the board in the entrance. */
begin
    return row(null, '/supervisor/document?document=' || cabinet.document_make('notice', p_news))::lib.outcome;
end
$$;
comment on function supervisor.news_print(lib.news_ref) is 'Объявление на подъезд
@needs p_news
@submit На подъезд
@icon printer
@style secondary';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'news', p_title => 'Новости',
    p_blocks => 'news_list',
    p_icon => 'megaphone', p_menu => 95, p_group => 'Связь');
