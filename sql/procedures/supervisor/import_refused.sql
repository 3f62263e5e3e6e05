create function supervisor.import_refused_list(
    p_import lib.import_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    line integer,
    reason text,
    cells lib.attribute_cells,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Refused rows as they stand in the file, with the reason: to be mended and loaded again. */
begin
    return query
    select r.line, r.reason, r.cells::lib.attribute_cells, r.total
    from estate.import_refused_rows(p_import => p_import, p_limit => p_limit, p_offset => p_offset) as r;
end
$$;
comment on function supervisor.import_refused_list(lib.import_ref, integer, integer) is 'Отклонённые строки
Скачайте, исправьте и загрузите снова: строки стоят так, как в файле.
@needs p_import
@bold line reason
@column cells В файле
@column line Строка
@column reason Почему
@empty Отклонённых строк нет';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'import_refused', p_title => 'Отклонённые строки',
    p_blocks => 'import_refused_list', p_up => 'import');
