create function supervisor.import_steps(
    p_import lib.import_ref default null
)
returns table (
    title text,
    _done boolean,
    _current boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way of a file: file, columns, check, load, outcome. */
declare
    v_import estate.imports := (select i from estate.imports as i where i.import_id = p_import);
    v_at integer := case
        when v_import.import_id is null then 1
        when v_import.status = 'mapping' then 2
        when v_import.status in ('checking', 'checked') then 3
        when v_import.status = 'loading' then 4
        else 5
    end;
begin
    return query
    select cabinet.said('phrase.import_step.' || s.n), s.n < v_at, s.n = v_at
    from generate_series(1, 5) as s (n);
end
$$;
comment on function supervisor.import_steps(lib.import_ref) is 'Шаги загрузки
@kind steps
@column title Шаг';

create function supervisor.import_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What can be imported. */
begin
    return query
    select k.kind, case lib.language() when 'en' then k.title_en else k.title::text end
    from estate.import_kinds as k
    order by k.position;
end
$$;
comment on function supervisor.import_kind_options() is 'Что загрузить';

create function supervisor.import_begin(
    p_file lib.table_file,
    p_kind text default 'houses',
    p_zone lib.zone_ref default null,
    p_time_zone lib.time_zone default null,
    p_sure boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a file in; nothing is loaded yet. */
declare
    v_import bigint := estate.import_begin(
        p_kind => p_kind, p_file => p_file, p_zone => p_zone, p_time_zone => p_time_zone, p_sure => p_sure
    );
begin
    return row(cabinet.said('phrase.import_begun'), '/supervisor/import?import=' || v_import)::lib.outcome;
end
$$;
comment on function supervisor.import_begin(lib.table_file, text, lib.zone_ref, lib.time_zone, boolean) is 'Загрузить файл
Сначала проверка: ничего не загружаем, пока вы не нажмёте. Столбцы узнаём по заголовкам.
@until p_import
@choice p_kind
@options p_kind import_kind_options
@options p_zone orders_zone_options
@field p_kind Что в файле
@field p_file Файл: CSV или Excel
@field p_zone Точка новых домов
@hint p_zone Только для домов, если в файле нет столбца «Точка»
@field p_time_zone Часовой пояс новых домов
@hint p_time_zone Пусто: часовой пояс компании
@placeholder p_time_zone Asia/Vladivostok
@field p_sure Загрузить, даже если файл похож на другой
@submit Дальше
@icon upload';

create function supervisor.import_card(
    p_import lib.import_ref
)
returns table (
    say text,
    what text,
    rows_total integer,
    zone_name text,
    time_zone text,
    loaded_at timestamptz,
    seconds numeric,
    presence lib.state,
    _title text,
    _badge_presence text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A file on its way: what it is, where it is and what may be done. */
begin
    return query
    select
        case
            when i.cleared_at is not null then cabinet.said('phrase.import_say.cleared', jsonb_build_object(
                'day', to_char(i.cleared_at, 'DD.MM.YYYY'), 'days', cabinet.setting('import_days')))
            when s.state = 'failed' then cabinet.said('phrase.import_say.failed_' || i.status)
            when s.state = 'checked' then cabinet.said(
                case when i.rows_new + i.rows_changed > 0 then 'phrase.import_say.checked' else 'phrase.import_say.nothing' end,
                jsonb_build_object('new', i.rows_new, 'changed', i.rows_changed, 'same', i.rows_same, 'refused', i.rows_refused))
            when s.state = 'loaded' then cabinet.said(
                case when i.used is null then 'phrase.import_say.loaded' else 'phrase.import_say.used' end,
                jsonb_build_object('new', i.rows_new, 'changed', i.rows_changed, 'same', i.rows_same, 'refused', i.rows_refused))
            when s.state = 'mapping' then coalesce(
                (
                    select cabinet.said('phrase.import_say.lacks', jsonb_build_object('columns', l.l))
                    from estate.import_lacks_said(i.import_id) as l (l)
                    where l.l is not null
                ),
                cabinet.said('phrase.import_say.mapping'))
            else cabinet.said('phrase.import_say.' || s.state)
        end,
        case lib.language() when 'en' then k.title_en else k.title::text end, i.rows_total, z.name::text,
        case when i.kind = 'houses' then i.time_zone end, i.loaded_at,
        case when i.seconds > 0 then round(i.seconds, 1) end,
        cabinet.said('phrase.import_status.' || s.state)::lib.state, i.file_name,
        case s.state when 'loaded' then 'ok' when 'failed' then 'bad' when 'undone' then 'muted' else 'info' end,
        case
            when i.cleared_at is not null then null
            when s.state = 'mapping' then array['import_check?import=' || p_import, 'import_columns?import=' || p_import]
            when s.state = 'checked' and i.rows_new + i.rows_changed > 0 then array[
                'import_load?import=' || p_import, 'import_columns?import=' || p_import, 'import_check?import=' || p_import]
            when s.state = 'checked' then array['import_columns?import=' || p_import, 'import_check?import=' || p_import]
            when s.state = 'failed' and i.status = 'checking' then array[
                'import_check?import=' || p_import, 'import_columns?import=' || p_import]
            when s.state = 'failed' and i.status = 'loading' then array['import_load?import=' || p_import]
            when s.state = 'loaded' or s.state = 'failed' then array['import_undo?import=' || p_import]
        end
    from estate.imports as i
    join estate.import_kinds as k on k.kind = i.kind
    left join estate.zones as z on z.zone_id = i.zone_id
    cross join lateral (select estate.import_state(i) as state) as s
    where i.import_id = p_import;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.import_card(lib.import_ref) is 'Файл
@kind card
@needs p_import
@column say -
@column what Что
@column rows_total Строк
@column zone_name Точка новых домов
@column time_zone Часовой пояс
@column loaded_at Загружен
@column seconds Заняло, секунд
@column presence Состояние';

create function supervisor.import_progress(
    p_import lib.import_ref
)
returns table (
    said text,
    done integer,
    total integer,
    share lib.progress
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How far the background work of a file is; no row when nothing goes on. */
begin
    return query
    select
        coalesce(t.said, cabinet.said(case t.state when 'waiting' then 'phrase.import_say.waiting' else 'phrase.import_say.begun' end)),
        case when i.status = 'checking' then t.done end, case when i.status = 'checking' then t.total end,
        coalesce(t.share, 0)::lib.progress
    from estate.imports as i
    cross join lateral cabinet.task_state(i.task_id) as t
    where i.import_id = p_import and t.state in ('waiting', 'running');
end
$$;
comment on function supervisor.import_progress(lib.import_ref) is 'Идёт работа
Страница обновляется сама. Её можно закрыть: работа продолжится.
@kind card
@needs p_import
@hide_empty
@live 2
@column said -
@column done Строк готово
@column total Из
@column share Готово';

create function supervisor.import_tiles(
    p_import lib.import_ref
)
returns table (
    title text,
    value text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the check found, in figures. */
begin
    return query
    select
        cabinet.said('phrase.import_outcome.' || t.code), t.amount::text, t.badge,
        case when t.code = 'refused' and t.amount > 0 then 'import_refused?import=' || p_import
            else 'import?import=' || p_import || '&outcome=' || t.code end
    from estate.imports as i
    cross join lateral (values
        (1, 'new', i.rows_new, 'ok'), (2, 'changed', i.rows_changed, 'info'), (3, 'same', i.rows_same, 'muted'),
        (4, 'refused', i.rows_refused, case when i.rows_refused > 0 then 'warn' else 'muted' end)
    ) as t (n, code, amount, badge)
    where i.import_id = p_import and i.status in ('checked', 'loading', 'loaded', 'undoing', 'undone')
    order by t.n;
end
$$;
comment on function supervisor.import_tiles(lib.import_ref) is 'Что нашла проверка
@kind tiles
@needs p_import
@hide_empty
@bold title value';

create function supervisor.import_used(
    p_import lib.import_ref
)
returns table (
    what text,
    amount integer,
    example text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Why a load was not taken back. */
begin
    return query
    select u.what, u.amount, u.example
    from estate.imports as i
    cross join lateral jsonb_to_recordset(i.used) as u (what text, amount integer, example text)
    where i.import_id = p_import and i.used is not null;
end
$$;
comment on function supervisor.import_used(lib.import_ref) is 'Почему не отменили
@needs p_import
@hide_empty
@bold what amount
@column what Что появилось после загрузки
@column amount Сколько
@column example Например';

create function supervisor.import_mapping(
    p_import lib.import_ref
)
returns table (
    title text,
    column_name text,
    samples text,
    presence lib.state,
    _badge_presence text,
    _group text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Which column is which field, with three values of it; then columns that are not taken and fields that nothing fills. */
begin
    return query
    select
        coalesce(m.title, cabinet.said('phrase.import_not_taken')), m.column_name, m.samples,
        cabinet.said('phrase.import_column.' || s.state)::lib.state,
        case s.state when 'found' then 'ok' when 'needed' then 'bad' else 'muted' end,
        cabinet.said('phrase.import_columns.' || s.state)
    from estate.import_mapping_rows(p_import) as m
    join estate.imports as i on i.import_id = p_import and i.status = 'mapping'
    cross join lateral (
        select case
            when m.field is null then 'left' when m.column_name is not null then 'found' when m.needed then 'needed' else 'none'
        end as state
    ) as s
    order by array_position('{needed,found,left,none}'::text[], s.state), m.position;
end
$$;
comment on function supervisor.import_mapping(lib.import_ref) is 'Столбцы
@needs p_import
@hide_empty
@limit 300
@bold title column_name
@column title Поле
@column column_name Столбец в файле
@column samples Значения
@column presence Узнан
@export no';

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
    from unnest(array['refused', 'noted', 'new', 'changed', 'same']) as c (code);
end
$$;
comment on function supervisor.import_outcome_options() is 'Какие строки';

create function supervisor.import_rows(
    p_import lib.import_ref,
    p_outcome text default 'refused',
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    line integer,
    row_key text,
    changes text,
    reason text,
    _badge text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rows of a file by outcome: why refused, what was left out, what changes. */
begin
    return query
    with found as (
        select r.line, r.row_key, r.reason, r.outcome, r.before, r.after, i.kind, count(*) over () as total
        from estate.import_rows as r
        join estate.imports as i on i.import_id = r.import_id
        where r.import_id = p_import and i.status in ('checked', 'loading', 'loaded', 'undoing', 'undone') and (
            r.outcome = p_outcome and p_outcome <> 'noted' or p_outcome = 'noted' and r.reason is not null and r.outcome <> 'refused')
        order by r.line
        limit p_limit offset p_offset
    )

    select
        f.line, f.row_key,
        case when f.outcome = 'changed' then coalesce(
            estate.import_change_said(f.kind, f.before, f.after), cabinet.said('phrase.import_added')) end,
        f.reason, case when f.outcome = 'refused' then 'warn' end, f.total
    from found as f
    order by f.line;
end
$$;
comment on function supervisor.import_rows(lib.import_ref, text, integer, integer) is 'Строки файла
@needs p_import
@tabs p_outcome
@options p_outcome import_outcome_options
@bold line row_key
@column line Строка
@column row_key Что
@column changes Изменится
@column reason Замечание
@empty Таких строк нет';

create function supervisor.import_check(
    p_import lib.import_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks for the dry run. */
begin
    perform estate.import_check(p_import);
    return row(null, '/supervisor/import?import=' || p_import)::lib.outcome;
end
$$;
comment on function supervisor.import_check(lib.import_ref) is 'Проверить
@needs p_import
@submit Проверить
@icon check-lg';

create function supervisor.import_load(
    p_import lib.import_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks for the load of what was checked. */
begin
    perform estate.import_load(p_import);
    return row(null, '/supervisor/import?import=' || p_import)::lib.outcome;
end
$$;
comment on function supervisor.import_load(lib.import_ref) is 'Загрузить
@needs p_import
@submit Загрузить
@icon upload';

create function supervisor.import_counts(
    p_import lib.import_ref
)
returns table (
    file_name text,
    rows_new integer,
    rows_changed integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What will be taken back. */
begin
    return query
    select i.file_name, i.rows_new, i.rows_changed from estate.imports as i where i.import_id = p_import;
end
$$;
comment on function supervisor.import_counts(lib.import_ref) is 'Что будет
@column file_name Файл
@column rows_new Исчезнет новых
@column rows_changed Вернётся прежних';

create function supervisor.import_undo(
    p_import lib.import_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks to take a load back. */
begin
    perform estate.import_undo(p_import);
    return row(null, '/supervisor/import?import=' || p_import)::lib.outcome;
end
$$;
comment on function supervisor.import_undo(lib.import_ref) is 'Отменить загрузку
@needs p_import
@preview import_counts
@confirm Новое исчезнет, у изменённого вернутся прежние данные
@submit Отменить загрузку
@style danger
@icon arrow-clockwise';

create function supervisor.import_columns_fields(
    p_import lib.import_ref
)
returns table (
    code text,
    title text,
    kind text,
    value jsonb,
    options jsonb,
    hint text,
    _group text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Every field with the columns that can fill it: in a wide file those that are free, so that the form stays small. */
begin
    return query
    with fields as materialized (select m.* from estate.import_mapping_rows(p_import) as m)

    select
        f.field, f.title, 'option'::text, to_jsonb(f.column_name),
        (
            select jsonb_agg(jsonb_build_object('value', c.name, 'label', c.name) order by c.n)
            from estate.imports as i
            cross join lateral unnest(i.columns) with ordinality as c (name, n)
            where i.import_id = p_import and (
                cardinality(i.columns) <= 60 or c.name = f.column_name
                or c.name in (select x.column_name from fields as x where x.field is null order by x.position limit 60))
        ),
        f.samples, f.group_title
    from fields as f
    where f.field is not null
    order by f.position;
end
$$;
comment on function supervisor.import_columns_fields(lib.import_ref) is 'Поля загрузки';

create function supervisor.import_columns(
    p_import lib.import_ref,
    p_values lib.attributes
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Which column is which field. */
begin
    perform estate.import_map(p_import => p_import, p_mapping => p_values);
    return row(cabinet.said('phrase.import_mapped'), '/supervisor/import?import=' || p_import)::lib.outcome;
end
$$;
comment on function supervisor.import_columns(lib.import_ref, lib.attributes) is 'Изменить столбцы
Для каждого поля выберите столбец файла. Запомним для следующего файла с такими же заголовками.
@needs p_import
@field p_values Столбцы
@rows p_values import_columns_fields
@submit Запомнить столбцы
@style secondary
@icon columns';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'import', p_title => 'Импорт',
    p_blocks => 'import_steps import_begin import_card import_progress import_used import_tiles import_mapping import_rows',
    p_icon => 'upload', p_menu => 55, p_group => 'Дома');
