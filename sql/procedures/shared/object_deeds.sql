create function shared.object_add(
    p_house lib.house_ref,
    p_object_type text,
    p_values lib.attributes,
    p_reason lib.reason,
    p_entrance lib.entrance_ref default null,
    p_premise lib.premise_ref default null,
    p_name text default null,
    p_installed_on date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new object of the house with the fields of its type. */
declare
    v_object bigint;
begin
    v_object := estate.object_save(
        p_house => p_house, p_object_type => p_object_type, p_values => p_values, p_reason => p_reason,
        p_entrance => p_entrance, p_premise => p_premise, p_name => p_name, p_installed_on => p_installed_on
    );
    return row(cabinet.said('said.object.added'), '/shared/object?object=' || v_object)::lib.outcome;
end
$$;
comment on function shared.object_add(
    lib.house_ref, text, lib.attributes, lib.reason, lib.entrance_ref, lib.premise_ref, text, date
) is 'Добавить объект
@rows p_values object_add_rows
@field p_values -
@options p_entrance house_entrance_options
@options p_premise house_premise_options
@field p_entrance Подъезд
@field p_premise Помещение
@field p_name Как называть
@hint p_name Пусто: по типу и номеру
@field p_installed_on Установлен
@field p_reason Источник данных
@placeholder p_reason Паспорт лифта, осмотр 12.11
@field p_object_type Тип
@submit Добавить объект
@icon plus-circle
@needs p_house p_object_type';

create function shared.object_add_rows(
    p_object_type text
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
/* The fields of the type; of those that have to be filled in, said before and not as a finding. */
begin
    return query
    select
        f.code, f.title, f.kind, f.value, f.unit,
        nullif(concat_ws('. ', f.hint, case when f.note is not null then cabinet.said('said.attribute.wanted') end), ''),
        f.required, f.options, null::text, f._group
    from estate.attribute_fields(p_object_type) as f;
end
$$;
comment on function shared.object_add_rows(text) is 'Поля типа
@field p_object_type Тип';

create function shared.object_edit(
    p_object lib.object_ref,
    p_values lib.attributes,
    p_reason lib.reason,
    p_entrance lib.entrance_ref default null,
    p_premise lib.premise_ref default null,
    p_name text default null,
    p_installed_on date default null,
    p_next lib.finding_ref default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Corrects what is known of an object. */
declare
    v_old estate.objects;
    v_next text;
begin
    select o.* into v_old from estate.objects as o where o.object_id = p_object;
    perform estate.object_save(
        p_house => v_old.house_id, p_object_type => v_old.object_type, p_values => p_values, p_reason => p_reason,
        p_object => p_object, p_entrance => p_entrance, p_premise => p_premise, p_name => p_name,
        p_installed_on => p_installed_on, p_version => p_version
    );
    if p_next is not null then
        v_next := estate.finding_next(p_next);
    end if;
    return row(
        cabinet.said(case when v_next is not null then 'said.finding.next' else 'phrase.saved' end),
        '/shared/' || coalesce(v_next, 'object?object=' || p_object)
    )::lib.outcome;
end
$$;
comment on function shared.object_edit(
    lib.object_ref, lib.attributes, lib.reason, lib.entrance_ref, lib.premise_ref, text, date,
    lib.finding_ref, lib.version
) is 'Исправить данные
Пустое поле значит «не знаем».
@prefill object_edit_draft
@rows p_values object_edit_rows
@field p_values -
@options p_entrance house_entrance_options
@options p_premise house_premise_options
@field p_entrance Подъезд
@field p_premise Помещение
@field p_name Как называть
@field p_installed_on Установлен
@field p_reason Источник данных
@submit Исправить данные
@icon check-lg
@needs p_object';

create function shared.object_edit_draft(
    p_object lib.object_ref
)
returns table (
    p_name text,
    p_entrance bigint,
    p_premise bigint,
    p_installed_on date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select o.name::text, o.entrance_id, o.premise_id, o.installed_on from estate.objects as o where o.object_id = p_object;
end
$$;
comment on function shared.object_edit_draft(lib.object_ref) is 'Данные сейчас';

create function shared.object_edit_rows(
    p_object lib.object_ref
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
/* The fields with what is known. */
begin
    return query
    select f.*
    from estate.objects as o
    cross join lateral estate.attribute_fields(
        o.object_type, o."values", estate.finding_notes(o.house_id, o.object_type, o.object_id)
    ) as f
    where o.object_id = p_object;
end
$$;
comment on function shared.object_edit_rows(lib.object_ref) is 'Поля объекта';

create function shared.object_retire(
    p_object lib.object_ref,
    p_on date,
    p_reason lib.title,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes an object out of use. */
begin
    perform estate.object_retire(p_object => p_object, p_on => p_on, p_reason => p_reason, p_version => p_version);
    return row(cabinet.said('said.object.gone'), '/shared/object?object=' || p_object)::lib.outcome;
end
$$;
comment on function shared.object_retire(lib.object_ref, date, lib.title, lib.version) is 'Снять с учёта
Объект останется в истории дома.
@prefill object_retire_draft
@field p_on С какого дня
@field p_reason Почему
@submit Снять с учёта
@style danger
@icon archive
@needs p_object';

create function shared.object_retire_draft(
    p_object lib.object_ref
)
returns table (
    p_on date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* From today. */
begin
    return query select people.today() from estate.objects as o where o.object_id = p_object;
end
$$;
comment on function shared.object_retire_draft(lib.object_ref) is 'С сегодняшнего дня';

create function shared.object_new_types(
    p_house lib.house_ref
)
returns table (
    title text,
    in_use bigint,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Types of which the house may get one. */
begin
    perform estate.house_demand(p_house);
    if not estate.house_kept(p_house) then
        perform cabinet.refuse('house_kept');
    end if;
    return query
    select
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end,
        (
            select count(*) from estate.objects as o
            where o.house_id = p_house and o.object_type = t.object_type and o.retired_on is null
        ),
        t.icon, 'object_add?house=' || p_house || '&object_type=' || t.object_type
    from estate.object_types as t
    where not t.core and t.active
    order by t.position, t.object_type;
end
$$;
comment on function shared.object_new_types(lib.house_ref) is 'Что добавить
@kind cards
@limit 200
@bold title in_use
@column title -
@column in_use Уже есть
@needs p_house';

create function shared.entrance_edit(
    p_entrance lib.entrance_ref,
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
/* Corrects what is known of an entrance. Opened from the check, it goes on to the next finding. */
declare
    v_next text;
begin
    perform estate.entrance_save(p_entrance => p_entrance, p_values => p_values, p_reason => p_reason, p_version => p_version);
    if p_next is not null then
        v_next := estate.finding_next(p_next);
    end if;
    return row(
        cabinet.said(case when v_next is not null then 'said.finding.next' else 'phrase.saved' end),
        '/shared/' || coalesce(v_next, 'entrance?entrance=' || p_entrance)
    )::lib.outcome;
end
$$;
comment on function shared.entrance_edit(
    lib.entrance_ref, lib.attributes, lib.title, lib.finding_ref, lib.version
) is 'Исправить подъезд
@rows p_values entrance_edit_rows
@field p_values -
@field p_reason Источник данных
@submit Исправить данные
@icon check-lg
@needs p_entrance';

create function shared.entrance_edit_rows(
    p_entrance lib.entrance_ref
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
/* The fields with what is known. */
begin
    return query
    select f.*
    from estate.entrances as e
    cross join lateral estate.attribute_fields(
        'entrance', estate.values_now('entrance', e.entrance_id), estate.finding_notes(e.house_id, 'entrance', e.entrance_id)
    ) as f
    where e.entrance_id = p_entrance;
end
$$;
comment on function shared.entrance_edit_rows(lib.entrance_ref) is 'Поля подъезда';

create function shared.premise_edit(
    p_premise lib.premise_ref,
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
/* Corrects what is known of a premise. Opened from the check, it goes on to the next finding. */
declare
    v_next text;
begin
    perform estate.premise_save(p_premise => p_premise, p_values => p_values, p_reason => p_reason, p_version => p_version);
    if p_next is not null then
        v_next := estate.finding_next(p_next);
    end if;
    return row(
        cabinet.said(case when v_next is not null then 'said.finding.next' else 'phrase.saved' end),
        '/shared/' || coalesce(v_next, 'premise?premise=' || p_premise)
    )::lib.outcome;
end
$$;
comment on function shared.premise_edit(
    lib.premise_ref, lib.attributes, lib.title, lib.finding_ref, lib.version
) is 'Исправить помещение
@rows p_values premise_edit_rows
@field p_values -
@field p_reason Источник данных
@submit Исправить данные
@icon check-lg
@needs p_premise';

create function shared.premise_edit_rows(
    p_premise lib.premise_ref
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
/* The fields with what is known. */
begin
    return query
    select f.*
    from estate.premises as p
    cross join lateral estate.attribute_fields(
        'premise', estate.values_now('premise', p.premise_id), estate.finding_notes(p.house_id, 'premise', p.premise_id)
    ) as f
    where p.premise_id = p_premise;
end
$$;
comment on function shared.premise_edit_rows(lib.premise_ref) is 'Поля помещения';


select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'object_new', p_title => 'Новый объект',
    p_blocks => 'object_new_types', p_icon => 'plus-circle', p_up => 'houses');
