create function supervisor.import_list(
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
        i.file_name, cabinet.said('phrase.import_kind.' || i.kind), i.created_at, i.rows_new, i.rows_changed, i.rows_same,
        i.rows_refused, cabinet.said('phrase.import_status.' || i.status)::lib.state,
        case i.status when 'loaded' then 'ok' when 'checked' then 'info' else 'muted' end,
        case when i.rows_refused > 0 then 'warn' end,
        'import?import=' || i.import_id,
        case
            when i.kind = 'houses' and i.status = 'checked' then array['import_load?import=' || i.import_id]
            when i.kind = 'houses' and i.status = 'loaded' then array['import_undo?import=' || i.import_id]
        end,
        count(*) over ()
    from estate.imports as i
    order by i.import_id desc
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.import_list(integer, integer) is 'Загрузки
@bold file_name presence
@column file_name Файл
@column what Что
@column created_at Когда
@column rows_new Новых
@column rows_changed Изменятся
@column rows_same Без изменений
@column rows_refused Отклонены
@column presence Состояние
@empty Загрузок ещё не было. Начните с реестра домов';

create function supervisor.import_rows(
    p_import lib.import_ref,
    p_outcome text default 'refused',
    p_limit integer default 50,
    p_offset integer default 0
)
returns table (
    line integer,
    row_key text,
    reason text,
    row_text text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rows of a load by outcome; refused ones say why. */
begin
    return query
    select r.line, r.row_key, r.reason, left(r.data::text, 300), count(*) over ()
    from estate.import_rows as r
    where r.import_id = p_import and r.outcome = coalesce(p_outcome, 'refused')
    order by r.line
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.import_rows(lib.import_ref, text, integer, integer) is 'Строки
@needs p_import
@tabs p_outcome
@options p_outcome import_outcome_options
@bold line reason
@column line Строка
@column row_key Ключ
@column reason Почему
@column row_text В файле
@limit 50
@empty Таких строк нет';

create function supervisor.import_outcome_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outcomes of rows. */
begin
    return query
    select c.code, cabinet.said('phrase.import_outcome.' || c.code)
    from unnest(array['refused', 'new', 'changed', 'same']) as c (code);
end
$$;
comment on function supervisor.import_outcome_options() is 'Какие строки';

create function supervisor.import_check(
    p_file lib.csv_file,
    p_zone lib.zone_ref,
    p_time_zone lib.time_zone default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Checks a register of houses; nothing is loaded yet. */
declare
    v_import bigint;
begin
    v_import := estate.house_import_check(p_file => p_file, p_zone => p_zone, p_time_zone => p_time_zone);
    return (
        select row(
            cabinet.said('phrase.import_checked', jsonb_build_object(
                'new', i.rows_new, 'changed', i.rows_changed, 'refused', i.rows_refused)),
            '/supervisor/import?import=' || v_import
        )::lib.outcome
        from estate.imports as i
        where i.import_id = v_import
    );
end
$$;
comment on function supervisor.import_check(lib.csv_file, lib.zone_ref, lib.time_zone) is 'Дома: проверить файл
Сначала проверка: скажем, сколько новых и что не подошло. Загрузка отдельной кнопкой.
@options p_zone orders_zone_options
@field p_file Реестр домов, CSV
@field p_zone В какую точку
@field p_time_zone Часовой пояс домов
@placeholder p_time_zone Asia/Vladivostok
@submit Проверить реестр домов
@icon upload';

create function supervisor.import_load(
    p_import lib.import_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Loads what was checked. */
begin
    perform estate.house_import_load(p_import);
    return (
        select row(
            cabinet.said('phrase.import_loaded', jsonb_build_object('new', i.rows_new, 'changed', i.rows_changed)),
            '/supervisor/import?import=' || p_import
        )::lib.outcome
        from estate.imports as i
        where i.import_id = p_import
    );
end
$$;
comment on function supervisor.import_load(lib.import_ref) is 'Загрузить
@needs p_import
@preview import_counts
@submit Загрузить
@icon check-lg';

create function supervisor.import_counts(
    p_import lib.import_ref
)
returns table (
    file_name text,
    rows_new integer,
    rows_changed integer,
    rows_same integer,
    rows_refused integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the load will do. */
begin
    return query
    select i.file_name, i.rows_new, i.rows_changed, i.rows_same, i.rows_refused
    from estate.imports as i
    where i.import_id = p_import;
end
$$;
comment on function supervisor.import_counts(lib.import_ref) is 'Что будет
@column file_name Файл
@column rows_new Новых
@column rows_changed Изменятся
@column rows_same Без изменений
@column rows_refused Не загрузим';

create function supervisor.import_undo(
    p_import lib.import_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a load back. */
declare
    v_count integer;
begin
    v_count := estate.house_import_undo(p_import);
    return row(
        cabinet.said('phrase.import_undone', jsonb_build_object('count', v_count)), '/supervisor/import'
    )::lib.outcome;
end
$$;
comment on function supervisor.import_undo(lib.import_ref) is 'Отменить загрузку
@needs p_import
@preview import_counts
@confirm Новые дома исчезнут, у изменённых вернутся прежние данные
@submit Отменить загрузку
@style danger
@icon arrow-clockwise';

create function supervisor.import_services(
    p_file lib.csv_file
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Loads the classifier of services. */
declare
    v_import bigint;
begin
    v_import := desk.service_import(p_file);
    return (
        select row(
            cabinet.said('phrase.services_loaded', jsonb_build_object(
                'new', i.rows_new, 'same', i.rows_same, 'refused', i.rows_refused)),
            '/supervisor/import?import=' || v_import
        )::lib.outcome
        from estate.imports as i
        where i.import_id = v_import
    );
end
$$;
comment on function supervisor.import_services(lib.csv_file) is 'Услуги: загрузить классификатор
Три столбца: место, категория, проблема. Известные услуги не меняем.
@field p_file Классификатор, CSV
@submit Загрузить услуги
@style secondary
@icon upload';

create function supervisor.import_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.import'), array['import_check', 'import_services'];
end
$$;
comment on function supervisor.import_do() is 'Загрузить файл
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'import', p_title => 'Импорт',
    p_blocks => 'import_list import_rows import_do',
    p_icon => 'upload', p_menu => 55, p_group => 'Дома');
