create function admin.access_list(
    p_search lib.search default null,
    p_from date default null,
    p_to date default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    happened_at timestamptz,
    who text,
    what text,
    parameters text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who read personal data (ФЗ-152). */
begin
    return query
    select a.at, a.who, a.what, a.new_value, a.total
    from cabinet.audit_list(
        p_kind => 'access', p_search => p_search, p_from => p_from, p_to => p_to, p_limit => p_limit,
        p_offset => p_offset
    ) as a;
end
$$;
comment on function admin.access_list(lib.search, date, date, integer, integer) is 'Просмотр личных данных
@filter p_search p_from p_to
@placeholder p_search Кто смотрел
@field p_from С
@field p_to По
@bold happened_at who what
@column happened_at Когда
@column who Кто
@column what Что
@column parameters О ком
@empty Записей нет
@personal';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'access', p_title => 'Журнал доступа',
    p_blocks => 'access_list',
    p_icon => 'shield-lock', p_menu => 70, p_group => 'Доступ');
