-- What a page is made of. The layer adds the explanation of the page that the address names to the block below.

create function admin.explain_help()
returns table (
    body lib.html
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How to read this page. */
begin
    return query
    select (
        case lib.language()
            when 'en' then '<p>A page is made of blocks, a block is a function of the database. Here are the function, its '
                'arguments and tags, the templates that were looked for, and the time in the database.</p>'
            else '<p>Страница состоит из блоков, блок это функция базы. Здесь видно функцию, её аргументы и метки, шаблоны, '
                'которые искали, и время в базе.</p>'
        end
    )::lib.html;
end
$$;
comment on function admin.explain_help() is 'Как читать эту страницу
@kind article
@column body -';

select cabinet.page_define(
    p_cabinet => 'admin',
    p_page => 'explain',
    p_title => 'Из чего сделана страница',
    p_blocks => 'explain_help',
    p_icon => 'diagram-3',
    p_menu => 80,
    p_group => 'Страницы'
);
