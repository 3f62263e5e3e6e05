create function guest.services_catalogue(
    p_search lib.search default null
)
returns table (
    title text,
    category text,
    term text,
    _group text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the company does, by place; ordering is for who has signed in. */
begin
    return query
    select
        case when lib.language() = 'ru' then s.title else coalesce(s.title_en, s.title) end,
        case when lib.language() = 'ru' then s.category else coalesce(s.category_en, s.category) end,
        cabinet.said('label.free'),
        case when lib.language() = 'ru' then p.title else p.title_en end, coalesce(s.icon, p.icon)
    from desk.services as s
    join desk.places as p on p.place = s.place
    where s.active
        and (nullif(trim(p_search), '') is null or s.search like '%' || lower(replace(trim(p_search), 'ё', 'е')) || '%')
    order by p.position, s.category, s.title, s.service_id;
end
$$;
comment on function guest.services_catalogue(lib.search) is 'Услуги
@kind catalogue
@filter p_search
@placeholder p_search Кран, свет, лифт
@bold title
@column title -
@column category -
@column term -
@limit 60
@empty Не нашли. Позвоните: подскажем, что можем сделать
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'services', p_title => 'Услуги',
    p_blocks => 'services_catalogue',
    p_icon => 'tools', p_menu => 10);
