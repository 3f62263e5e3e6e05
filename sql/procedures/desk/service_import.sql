create function desk.service_import(
    p_file lib.csv_file
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Loads a classifier «место; категория; проблема» (CSV of three columns, a header may stand first) as free services:
place mapped to one of ours, trade by category, ordinary priority; known ones are left as they are. Returns the import.
Errors: not_found, import_file, import_columns.
*/
declare
    v_file cabinet.files;
    v_import bigint;
begin
    perform people.office_demand();
    select f.* into v_file from cabinet.files as f
    where f.file_id = p_file and f.user_id is not distinct from people.me();
    if v_file.file_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_file');
    end if;
    insert into estate.imports (kind, file_name, sha256, user_id, created_at)
    values ('services', v_file.name, v_file.sha256, people.me(), lib.moment())
    returning import_id into v_import;

    with raw as (
        select
            r.line, r.fields, trim(r.fields[1]) as place_word, trim(r.fields[2]) as category_word, trim(r.fields[3]) as title
        from estate.csv_rows(v_file.bytes) as r
        where not (r.line = 1 and lower(trim(r.fields[1])) in ('место', 'place'))
    ),

    mapped as (
        select
            r.*,
            case
                when r.category_word in ('Лифт', 'Подъемник для инвалидов') then 'lift'
                when r.place_word = 'Подъезд' then 'entrance'
                when r.place_word in (
                    'Двор', 'Детская/спортивная площадка', 'Контейнерная площадка', 'Тротуары, дороги, газоны', 'Паркинг'
                ) then 'yard'
                when r.place_word in ('Кровля', 'Фасады', 'Чердаки, подвалы', 'Безопасность') then 'house'
                else 'flat'
            end as place,
            case
                when r.category_word in ('Лифт', 'Подъемник для инвалидов') then 'lift_mechanic'
                when r.place_word = 'Кровля' then 'roofer'
                when r.category_word in ('Вода', 'Канализация', 'Счетчики') then 'plumber'
                when r.category_word = 'Отопление' then 'heating'
                when r.category_word in (
                    'Электрика', 'Домофон', 'Видеонаблюдение', 'Интернет', 'ТВ', 'Противопожарная защита'
                ) then 'electrician'
                when r.category_word in ('Уборка', 'Мусоропровод') then 'cleaner'
                when r.category_word = 'Ремонт' then 'carpenter'
                else 'general'
            end as specialization,
            case
                when r.place_word in ('Квартира', 'Подъезд', 'Двор') then r.category_word
                else r.place_word || ': ' || r.category_word
            end as category
        from raw as r
    ),

    added as (
        insert into desk.services (
            code, place, category, title, specialization, priority, proof_after, import_id
        )
        select
            'cls_' || left(md5(m.place_word || ';' || m.category_word || ';' || m.title), 16), m.place, m.category,
            m.title, m.specialization, 'ordinary',
            m.place_word not in ('Документы', 'Квитанция', 'Отзыв о работе', 'IT сервисы'), v_import
        from mapped as m
        where cardinality(m.fields) = 3 and m.place_word <> '' and m.category_word <> '' and m.title <> ''
        order by m.line
        on conflict do nothing
        returning code
    )

    insert into estate.import_rows (import_id, line, row_key, data, outcome, reason)
    select
        v_import, m.line, m.place_word || ';' || m.category_word || ';' || m.title, to_jsonb(m.fields),
        case
            when cardinality(m.fields) <> 3 or '' in (m.place_word, m.category_word, m.title) then 'refused'
            when a.code is null then 'same'
            else 'new'
        end,
        case
            when cardinality(m.fields) <> 3 then 'в строке ' || cardinality(m.fields) || ' значений вместо 3'
            when '' in (m.place_word, m.category_word, m.title) then 'пустое значение'
            when a.code is null then 'такая услуга уже есть'
        end
    from mapped as m
    left join added as a on a.code = 'cls_' || left(md5(m.place_word || ';' || m.category_word || ';' || m.title), 16);

    update estate.imports as i
    set status = 'loaded', loaded_at = lib.moment(), rows_total = c.total, rows_new = c.added, rows_same = c.same,
        rows_refused = c.refused
    from (
        select
            count(*) as total, count(*) filter (where r.outcome = 'new') as added,
            count(*) filter (where r.outcome = 'same') as same, count(*) filter (where r.outcome = 'refused') as refused
        from estate.import_rows as r
        where r.import_id = v_import
    ) as c
    where i.import_id = v_import;
    return v_import;
end
$$;
comment on function desk.service_import(lib.csv_file) is 'Loads a classifier of problems as free services
@decides';
