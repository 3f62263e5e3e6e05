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

create function shared.repair_add(
    p_house lib.house_ref,
    p_title lib.title,
    p_state text,
    p_capital boolean default false,
    p_planned_year lib.year default null,
    p_started_on date default null,
    p_finished_on date default null,
    p_warranty_until date default null,
    p_cost lib.rub default null,
    p_performer text default null,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A repair of the house, planned or done. */
begin
    perform estate.repair_save(
        p_house => p_house, p_title => p_title, p_state => p_state, p_capital => p_capital,
        p_planned_year => p_planned_year, p_started_on => p_started_on, p_finished_on => p_finished_on,
        p_warranty_until => p_warranty_until, p_cost => p_cost, p_performer => p_performer, p_object => p_object,
        p_entrance => p_entrance, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.repair_add(
    lib.house_ref, lib.title, text, boolean, lib.year, date, date, date, lib.rub, text,
    lib.object_ref, lib.entrance_ref, lib.note
) is 'Записать ремонт
@field p_title Что ремонтируют
@placeholder p_title Замена кровли
@options p_state repair_state_options
@choice p_state
@field p_state Состояние
@field p_capital Капитальный ремонт
@field p_planned_year Год по плану
@field p_started_on Начат
@field p_finished_on Закончен
@field p_warranty_until Гарантия до
@field p_cost Стоимость
@field p_performer Кто делает
@options p_object house_object_options
@field p_object Что именно
@options p_entrance house_entrance_options
@field p_entrance Подъезд
@submit Записать ремонт
@icon check-lg
@style secondary
@needs p_house';

create function shared.repair_edit(
    p_repair lib.repair_ref,
    p_title lib.title,
    p_state text,
    p_capital boolean default false,
    p_planned_year lib.year default null,
    p_started_on date default null,
    p_finished_on date default null,
    p_warranty_until date default null,
    p_cost lib.rub default null,
    p_performer text default null,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A repair as it turned out. */
declare
    v_house bigint;
begin
    select r.house_id into v_house from estate.repairs as r where r.repair_id = p_repair;
    perform estate.repair_save(
        p_house => v_house, p_title => p_title, p_state => p_state, p_capital => p_capital,
        p_planned_year => p_planned_year, p_started_on => p_started_on, p_finished_on => p_finished_on,
        p_warranty_until => p_warranty_until, p_cost => p_cost, p_performer => p_performer, p_object => p_object,
        p_entrance => p_entrance, p_note => p_note,
        p_repair => p_repair
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || v_house)::lib.outcome;
end
$$;
comment on function shared.repair_edit(
    lib.repair_ref, lib.title, text, boolean, lib.year, date, date, date, lib.rub, text,
    lib.object_ref, lib.entrance_ref, lib.note
) is 'Изменить ремонт
@prefill repair_draft
@field p_title Что ремонтируют
@placeholder p_title Замена кровли
@options p_state repair_state_options
@choice p_state
@field p_state Состояние
@field p_capital Капитальный ремонт
@field p_planned_year Год по плану
@field p_started_on Начат
@field p_finished_on Закончен
@field p_warranty_until Гарантия до
@field p_cost Стоимость
@field p_performer Кто делает
@options p_object house_object_options
@field p_object Что именно
@options p_entrance house_entrance_options
@field p_entrance Подъезд
@submit Изменить
@icon check-lg
@style link
@needs p_repair';

create function shared.repair_draft(
    p_repair lib.repair_ref
)
returns table (
    p_title text,
    p_state text,
    p_capital boolean,
    p_planned_year smallint,
    p_started_on date,
    p_finished_on date,
    p_warranty_until date,
    p_cost lib.rub,
    p_performer text,
    p_object bigint,
    p_entrance bigint,
    p_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select
        r.title::text, r.state, r.capital, r.planned_year, r.started_on, r.finished_on, r.warranty_until, r.cost,
        r.performer_name, r.object_id, r.entrance_id, r.note::text
    from estate.repairs as r
    where r.repair_id = p_repair;
end
$$;
comment on function shared.repair_draft(lib.repair_ref) is 'Ремонт сейчас';

create function shared.repair_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of a repair. */
begin
    return query
    select s.code, cabinet.said('said.repair.' || s.code) from unnest(array['planned', 'done', 'cancelled']) as s (code);
end
$$;
comment on function shared.repair_state_options() is 'Состояния ремонта';

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

create function shared.redevelopment_add(
    p_house lib.house_ref,
    p_premise lib.premise_ref,
    p_title lib.title,
    p_state text,
    p_found_on date,
    p_document text default null,
    p_decided_on date default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A redevelopment that was found or claimed. */
begin
    perform estate.redevelopment_save(
        p_premise => p_premise, p_title => p_title, p_state => p_state, p_found_on => p_found_on,
        p_document => p_document, p_decided_on => p_decided_on, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.redevelopment_add(
    lib.house_ref, lib.premise_ref, lib.title, text, date, text, date, lib.note
) is 'Записать перепланировку
@field p_title Что перестроено
@placeholder p_title Снесена перегородка кухни
@options p_state redevelopment_state_options
@choice p_state
@field p_state Состояние
@field p_found_on Выявлена
@field p_document Документ
@placeholder p_document Акт приёмки № 14 от 02.03.2024
@field p_decided_on Решение от
@submit Записать перепланировку
@icon check-lg
@options p_premise house_premise_options
@style secondary
@needs p_house';

create function shared.redevelopment_edit(
    p_redevelopment lib.redevelopment_ref,
    p_title lib.title,
    p_state text,
    p_found_on date,
    p_document text default null,
    p_decided_on date default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What became of a redevelopment. */
declare
    v_old estate.redevelopments;
begin
    select r.* into v_old from estate.redevelopments as r where r.redevelopment_id = p_redevelopment;
    perform estate.redevelopment_save(
        p_premise => v_old.premise_id, p_title => p_title, p_state => p_state, p_found_on => p_found_on,
        p_document => p_document, p_decided_on => p_decided_on, p_note => p_note,
        p_redevelopment => p_redevelopment
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || v_old.house_id)::lib.outcome;
end
$$;
comment on function shared.redevelopment_edit(
    lib.redevelopment_ref, lib.title, text, date, text, date, lib.note
) is 'Изменить перепланировку
@prefill redevelopment_draft
@field p_title Что перестроено
@placeholder p_title Снесена перегородка кухни
@options p_state redevelopment_state_options
@choice p_state
@field p_state Состояние
@field p_found_on Выявлена
@field p_document Документ
@placeholder p_document Акт приёмки № 14 от 02.03.2024
@field p_decided_on Решение от
@submit Изменить
@icon check-lg
@style link
@needs p_redevelopment';

create function shared.redevelopment_draft(
    p_redevelopment lib.redevelopment_ref
)
returns table (
    p_title text,
    p_state text,
    p_found_on date,
    p_document text,
    p_decided_on date,
    p_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select r.title::text, r.state, r.found_on, r.document, r.decided_on, r.note::text
    from estate.redevelopments as r
    where r.redevelopment_id = p_redevelopment;
end
$$;
comment on function shared.redevelopment_draft(lib.redevelopment_ref) is 'Перепланировка сейчас';

create function shared.redevelopment_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of a redevelopment. */
begin
    return query
    select s.code, cabinet.said('said.redevelopment.' || s.code)
    from unnest(array['found', 'claimed', 'legalised', 'restored']) as s (code);
end
$$;
comment on function shared.redevelopment_state_options() is 'Состояния перепланировки';

create function shared.emergency_add(
    p_house lib.house_ref,
    p_happened_on date,
    p_title lib.title,
    p_object lib.object_ref default null,
    p_cause text default null,
    p_consequences text default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* An accident that no order tells of. */
begin
    perform estate.emergency_save(
        p_house => p_house, p_happened_on => p_happened_on, p_title => p_title, p_cause => p_cause,
        p_consequences => p_consequences, p_object => p_object, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.emergency_add(
    lib.house_ref, date, lib.title, lib.object_ref, text, text, lib.note
) is 'Записать аварию
Для аварий до «Сокола» и без заявки; остальные видны по заявкам.
@field p_happened_on Когда
@field p_title Что случилось
@options p_object house_object_options
@field p_object На чём
@field p_cause Причина
@field p_consequences Последствия
@submit Записать аварию
@style secondary
@icon exclamation-triangle
@needs p_house';

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
