create function admin.dictionary_list(
    p_search lib.search default null
)
returns table (
    column_name text,
    type_text text,
    meaning text,
    _group text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Views and columns of `bi` from their comments: what an analyst may read. */
begin
    return query
    select d.column_name, d.type_text, d.meaning, d.view_name || coalesce(': ' || d.view_meaning, '')
    from cabinet.dictionary_rows() as d
    where
        coalesce(p_search, '') = '' or d.view_name ilike '%' || p_search || '%'
        or d.column_name ilike '%' || p_search || '%' or d.meaning ilike '%' || p_search || '%';
end
$$;
comment on function admin.dictionary_list(lib.search) is 'Словарь данных
Таблицы, которые читает аналитик, без личных данных.
@kind cards
@filter p_search
@bold column_name
@column column_name Столбец
@column type_text Тип
@column meaning Что значит
@limit 100
@empty Таких столбцов нет';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'dictionary', p_title => 'Словарь данных',
    p_blocks => 'dictionary_list',
    p_icon => 'book', p_menu => 55, p_group => 'Устройство');
