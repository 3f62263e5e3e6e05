create function shared.house_edit(
    p_house lib.house_ref,
    p_values lib.attributes,
    p_reason lib.title,
    p_next lib.finding_ref default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Corrects the passport; the source of the data stands in the history. Opened from the check, it goes on to the next finding. */
declare
    v_next text;
begin
    perform estate.house_save(p_house => p_house, p_values => p_values, p_reason => p_reason, p_version => p_version);
    if p_next is not null then
        v_next := estate.finding_next(p_next);
    end if;
    return row(
        cabinet.said(case when v_next is not null then 'said.finding.next' else 'phrase.saved' end),
        '/shared/' || coalesce(v_next, 'house?house=' || p_house)
    )::lib.outcome;
end
$$;
comment on function shared.house_edit(
    lib.house_ref, lib.attributes, lib.title, lib.finding_ref, lib.version
) is 'Исправить данные дома
Пустое поле значит «не знаем». Что отмечено, нашла проверка данных.
@rows p_values house_edit_rows
@field p_values -
@field p_reason Источник данных
@placeholder p_reason Техпаспорт 1978 года, обмер 12.11
@submit Исправить данные
@icon check-lg
@needs p_house';

create function shared.house_edit_rows(
    p_house lib.house_ref
)
returns table (
    code text,
    title text,
    kind text,
    value jsonb,
    unit text,
    hint text,
    required boolean,
    options jsonb,
    note text,
    _group text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The fields of the passport by sections, each gap and finding at its field. */
begin
    perform estate.house_demand(p_house);
    return query
    select f.* from estate.attribute_fields('house', estate.passport(p_house), estate.finding_notes(p_house)) as f;
end
$$;
comment on function shared.house_edit_rows(lib.house_ref) is 'Поля паспорта';

create function shared.house_object_options(
    p_house lib.house_ref default null,
    p_repair lib.repair_ref default null
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What stands in the house. */
begin
    return query
    select
        o.object_id::text, concat_ws(', ', o.name, estate.object_place_said(o.entrance_id, o.premise_id)),
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end
    from estate.objects as o
    join estate.object_types as t on t.object_type = o.object_type
    where o.house_id = coalesce(p_house, (
        select r.house_id from estate.repairs as r where r.repair_id = p_repair
    )) and o.retired_on is null
    order by t.position, o.name, o.object_id
    limit 300;
end
$$;
comment on function shared.house_object_options(lib.house_ref, lib.repair_ref) is 'Оборудование дома';

create function shared.house_entrance_options(
    p_house lib.house_ref default null,
    p_repair lib.repair_ref default null,
    p_object lib.object_ref default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Entrances of the house. */
begin
    return query
    select e.entrance_id::text, cabinet.said('phrase.entrance', jsonb_build_object('number', e.number))
    from estate.entrances as e
    where e.house_id = coalesce(
        p_house, (select r.house_id from estate.repairs as r where r.repair_id = p_repair),
        (select o.house_id from estate.objects as o where o.object_id = p_object)
    )
    order by e.number;
end
$$;
comment on function shared.house_entrance_options(lib.house_ref, lib.repair_ref, lib.object_ref) is 'Подъезды дома';

create function shared.house_premise_options(
    p_house lib.house_ref default null,
    p_object lib.object_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Premises of the house by number. */
begin
    return query
    select p.premise_id::text, estate.object_place_said(p.entrance_id, p.premise_id)
    from estate.premises as p
    where
        p.house_id = coalesce(p_house, (select o.house_id from estate.objects as o where o.object_id = p_object))
        and (coalesce(p_search, '') = '' or p.number like regexp_replace(p_search, '[^0-9А-Яа-яA-Za-z/-]', '', 'g') || '%')
    order by p.number_order, p.number
    limit 60;
end
$$;
comment on function shared.house_premise_options(lib.house_ref, lib.object_ref, text) is 'Помещения дома';

create function shared.house_file_add(
    p_house lib.house_ref,
    p_kind text,
    p_files lib.files,
    p_title lib.title,
    p_object lib.object_ref default null,
    p_premise lib.premise_ref default null,
    p_issued_on date default null,
    p_valid_until date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Photos, layouts and documents of the house or of what stands in it. */
begin
    perform estate.house_files_add(
        p_house => p_house, p_kind => p_kind, p_files => p_files, p_title => p_title, p_object => p_object,
        p_premise => p_premise, p_issued_on => p_issued_on, p_valid_until => p_valid_until
    );
    return row(
        cabinet.said('phrase.saved'),
        '/shared/' || coalesce('object?object=' || p_object, 'house?house=' || p_house)
    )::lib.outcome;
end
$$;
comment on function shared.house_file_add(
    lib.house_ref, text, lib.files, lib.title, lib.object_ref, lib.premise_ref, date, date
) is 'Добавить фото или документ
Фото и планировки дома видят его жители, документы только сотрудники.
@options p_kind house_file_kind_options
@choice p_kind
@field p_kind Что это
@field p_title Подпись
@placeholder p_title Технический паспорт 1987 года
@options p_object house_object_options
@field p_object К какому объекту
@options p_premise house_premise_options
@field p_premise К какому помещению
@field p_issued_on Выдан
@field p_valid_until Действует до
@submit Добавить фото или документ
@style secondary
@icon paperclip
@needs p_house';

create function shared.house_file_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of files. */
begin
    return query
    select s.code, cabinet.said('said.file.' || s.code) from unnest(array['photo', 'layout', 'document']) as s (code);
end
$$;
comment on function shared.house_file_kind_options() is 'Виды файлов';

create function shared.house_file_drop(
    p_file uuid,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a photo or a document off. */
declare
    v_house bigint;
begin
    v_house := estate.house_file_drop(p_file => p_file, p_reason => p_reason);
    return row(cabinet.said('said.file.dropped'), '/shared/house?house=' || v_house)::lib.outcome;
end
$$;
comment on function shared.house_file_drop(uuid, lib.title) is 'Убрать файл
Файл удаляется. Что было и почему, останется в истории.
@field p_file Файл
@field p_reason Почему
@submit Убрать файл
@style link
@icon trash
@needs p_file';
