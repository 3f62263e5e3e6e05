create function supervisor.imports_list(
    p_kind text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    file_name text,
    what text,
    created_at timestamptz,
    rows_new integer,
    rows_changed integer,
    rows_same integer,
    rows_refused integer,
    presence lib.state,
    _badge_presence text,
    _badge_rows_refused text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Loads with their counts, newest first. */
begin
    return query
    select
        i.file_name, case lib.language() when 'en' then k.title_en else k.title::text end, i.created_at,
        i.rows_new, i.rows_changed, i.rows_same, i.rows_refused,
        cabinet.said('phrase.import_status.' || s.state)::lib.state,
        case s.state when 'loaded' then 'ok' when 'failed' then 'bad' when 'undone' then 'muted' else 'info' end,
        case when i.rows_refused > 0 then 'warn' end,
        'import?import=' || i.import_id,
        case when s.state = 'loaded' then array['import_undo?import=' || i.import_id] end,
        i.total
    from (
        select x.*, count(*) over () as total
        from estate.imports as x
        where p_kind is null or x.kind = p_kind
        order by x.import_id desc
        limit p_limit offset p_offset
    ) as i
    join estate.import_kinds as k on k.kind = i.kind
    cross join lateral (
        select estate.import_state(y) as state from estate.imports as y where y.import_id = i.import_id
    ) as s
    order by i.import_id desc;
end
$$;
comment on function supervisor.imports_list(text, integer, integer) is 'Загрузки
@filter p_kind
@options p_kind import_kind_options
@field p_kind Что
@bold file_name presence
@column file_name Файл
@column what Что
@column created_at Когда
@column rows_new Новых
@column rows_changed Изменены
@column rows_same Без изменений
@column rows_refused Отклонены
@column presence Состояние
@empty Загрузок ещё не было. Начните с реестра домов';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'imports', p_title => 'Загрузки',
    p_blocks => 'imports_list',
    p_icon => 'clock-history', p_menu => 56, p_group => 'Дома');
