create function admin.pages_list(
    p_search lib.search default null,
    p_for_cabinet text default null
)
returns table (
    page_title text,
    address text,
    cabinet_title text,
    in_menu boolean,
    blocks text,
    path text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Pages of all cabinets. */
begin
    return query
    select
        p.title, '/' || p.cabinet || '/' || replace(p.page, '_', '-'), p.cabinet_title, p.in_menu,
        array_to_string(p.functions, ', '), p.path, 'pages?room=' || p.cabinet || '&page=' || p.page
    from cabinet.pages_list(p_search => p_search, p_cabinet => p_for_cabinet) as p;
end
$$;
comment on function admin.pages_list(lib.search, text) is 'Страницы
Страница — один файл: правки видны сразу после «sokol deploy».
@filter p_search p_for_cabinet
@options p_for_cabinet pages_cabinet_options
@field p_for_cabinet Кабинет
@bold page_title address
@column page_title Страница
@column cabinet_title Кабинет
@column in_menu В меню
@column blocks Блоки
@column path Файл
@empty Таких страниц нет';

create function admin.pages_functions(
    p_room text,
    p_page text
)
returns table (
    name text,
    title text,
    kind_text text,
    path text,
    arguments text,
    calls bigint,
    mean_ms numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Functions of one page, with their files and speed. */
begin
    return query
    select
        f.name, f.title, cabinet.said('phrase.function_kind.' || f.kind), f.path || ':' || f.line, f.arguments, f.calls,
        f.mean_ms
    from cabinet.page_functions(p_room, p_page) as f;
end
$$;
comment on function admin.pages_functions(text, text) is 'Функции страницы
@needs p_room p_page
@field p_room Кабинет
@field p_page Страница
@bold name title
@column name Функция
@column title Название
@column kind_text Вид
@column path Файл
@column arguments Аргументы
@column calls Вызовов
@column mean_ms В среднем, мс
@limit 60';

create function admin.pages_cabinet_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* All cabinets, also own ones. */
begin
    return query
    select distinct p.cabinet, p.cabinet_title from cabinet.pages_list() as p order by 2;
end
$$;
comment on function admin.pages_cabinet_options() is 'Кабинеты';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'pages', p_title => 'Страницы',
    p_blocks => 'pages_list pages_functions',
    p_icon => 'files', p_menu => 50, p_group => 'Устройство');
