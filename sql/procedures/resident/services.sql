create function resident.services_catalogue(
    p_search lib.search default null
)
returns table (
    title text,
    term text,
    _group text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the company does free of charge, by place and section; a row opens the report form with the service chosen. */
begin
    return query
    select
        s.title,
        case when s.priority <> 'ordinary' then case when lib.language() = 'en' then pr.title_en else pr.title end end,
        s.place_title || ': ' || lower(s.category), s.icon,
        'report?place=' || s.place || '&service=' || s.service_id
    from desk.service_search(p_search, null, 400) with ordinality as s
    join desk.priorities as pr on pr.priority = s.priority
    join desk.places as pl on pl.place = s.place
    order by case when p_search is null then pl.position end, case when p_search is null then s.category end, s.ordinality;
end
$$;
comment on function resident.services_catalogue(lib.search) is 'Бесплатные услуги
Всё это входит в плату за содержание дома. Бесплатно для жителей. Выберите, и заявка почти готова.
@kind catalogue
@filter p_search
@placeholder p_search Кран, лампа, батарея
@bold title
@column term -
@column title -
@empty Такой услуги в списке нет. Опишите проблему в «Другое», диспетчер разберётся';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'services', p_title => 'Услуги',
    p_blocks => 'services_catalogue',
    p_icon => 'grid', p_menu => 30, p_phone => true);
