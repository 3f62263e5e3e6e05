create function supervisor.object_type_field(
    p_object_type text,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_reason lib.reason,
    p_title_en text default null,
    p_unit text default null,
    p_unit_en text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_pattern_said_en text default null,
    p_options text[] default null,
    p_help text default null,
    p_required boolean default false,
    p_in_list boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new field: at once in forms, lists, search, check and export. */
begin
    perform estate.attribute_save(
        p_object_type => p_object_type, p_code => null, p_title => p_title, p_title_en => p_title_en,
        p_attribute_group => p_attribute_group, p_kind => p_kind, p_reason => p_reason, p_unit => p_unit, p_unit_en => p_unit_en,
        p_required => p_required, p_minimum => p_minimum, p_maximum => p_maximum, p_pattern => p_pattern,
        p_pattern_said => p_pattern_said, p_pattern_said_en => p_pattern_said_en, p_help => p_help, p_in_list => p_in_list, p_options => p_options
    );
    return row(cabinet.said('said.attribute.added'), '/supervisor/object-type?object_type=' || p_object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_type_field(
    text, lib.title, text, text, lib.reason, text, text, text, numeric, numeric, text, text, text, text[],
    text, boolean, boolean
) is 'Добавить поле
@field p_object_type Тип
@field p_title Название
@field p_title_en По-английски
@options p_attribute_group object_type_group_options
@field p_attribute_group Раздел
@options p_kind object_type_kind_options
@field p_kind Вид
@field p_unit Единица
@placeholder p_unit м²
@field p_unit_en Единица по-английски
@placeholder p_unit_en m²
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@hint p_pattern Регулярное выражение, только для текста
@field p_pattern_said Шаблон словами
@placeholder p_pattern_said 8 или 11 цифр
@field p_pattern_said_en Шаблон словами по-английски
@placeholder p_pattern_said_en 8 or 11 digits
@field p_options Варианты
@hint p_options По одному в строке: «код = Название / English» или просто название
@field p_help Подсказка
@field p_required Нужно для полноты паспорта
@field p_in_list Показывать в списке
@field p_reason Зачем
@submit Добавить поле
@icon plus-circle
@needs p_object_type';

create function supervisor.object_type_change(
    p_attribute lib.attribute_ref,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_reason lib.reason,
    p_title_en text default null,
    p_unit text default null,
    p_unit_en text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_pattern_said_en text default null,
    p_options text[] default null,
    p_help text default null,
    p_required boolean default false,
    p_in_list boolean default false,
    p_active boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A field as it is to be; values that no longer fit are named first. */
declare
    v_old estate.attributes;
begin
    select a.* into v_old from estate.attributes as a where a.attribute_id = p_attribute;
    if v_old.attribute_id is null then
        perform cabinet.refuse('not_found');
    end if;
    perform estate.attribute_save(
        p_object_type => v_old.object_type, p_code => v_old.code, p_title => p_title, p_title_en => p_title_en,
        p_attribute_group => p_attribute_group, p_kind => p_kind, p_reason => p_reason, p_unit => p_unit, p_unit_en => p_unit_en,
        p_required => p_required, p_minimum => p_minimum, p_maximum => p_maximum, p_pattern => p_pattern,
        p_pattern_said => p_pattern_said, p_pattern_said_en => p_pattern_said_en, p_help => p_help, p_in_list => p_in_list, p_options => p_options,
        p_active => p_active
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-type?object_type=' || v_old.object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_type_change(
    lib.attribute_ref, lib.title, text, text, lib.reason, text, text, text, numeric, numeric, text, text, text,
    text[], text, boolean, boolean, boolean
) is 'Изменить поле
Записанные значения не пропадут: что перестанет подходить, покажем до сохранения и отметим в проверке данных.
@prefill object_type_change_draft
@preview object_type_change_preview
@field p_title Название
@field p_title_en По-английски
@options p_attribute_group object_type_group_options
@field p_attribute_group Раздел
@options p_kind object_type_kind_options
@field p_kind Вид
@field p_unit Единица
@placeholder p_unit м²
@field p_unit_en Единица по-английски
@placeholder p_unit_en m²
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@hint p_pattern Регулярное выражение, только для текста
@field p_pattern_said Шаблон словами
@placeholder p_pattern_said 8 или 11 цифр
@field p_pattern_said_en Шаблон словами по-английски
@placeholder p_pattern_said_en 8 or 11 digits
@field p_options Варианты
@hint p_options По одному в строке: «код = Название / English» или просто название
@field p_help Подсказка
@field p_required Нужно для полноты паспорта
@field p_in_list Показывать в списке
@field p_reason Почему меняем
@field p_active Спрашивать
@submit Сохранить поле
@needs p_attribute';

create function supervisor.object_type_change_draft(
    p_attribute lib.attribute_ref
)
returns table (
    p_title text,
    p_attribute_group text,
    p_kind text,
    p_title_en text,
    p_unit text,
    p_unit_en text,
    p_minimum numeric,
    p_maximum numeric,
    p_pattern text,
    p_pattern_said text,
    p_pattern_said_en text,
    p_options text[],
    p_help text,
    p_required boolean,
    p_in_list boolean,
    p_active boolean
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
        a.title::text, a.attribute_group, a.kind, a.title_en, a.unit, a.unit_en, trim_scale(a.minimum), trim_scale(a.maximum), a.pattern,
        a.pattern_said, a.pattern_said_en, array(
            select o.code || ' = ' || o.title || coalesce(' / ' || o.title_en, '')
            from estate.attribute_options as o
            where o.attribute_id = a.attribute_id
            order by o.position, o.code
        ), a.help, a.required, a.in_list, a.active
    from estate.attributes as a
    where a.attribute_id = p_attribute;
end
$$;
comment on function supervisor.object_type_change_draft(lib.attribute_ref) is 'Поле сейчас';

create function supervisor.object_type_change_preview(
    p_attribute lib.attribute_ref,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_title_en text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_pattern_said_en text default null,
    p_options text[] default null
)
returns table (
    name text,
    value text,
    problem text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Values that would be findings. */
begin
    return query
    select p.name, p.value, p.problem
    from estate.attributes as a
    cross join lateral estate.attribute_preview(
        p_object_type => a.object_type, p_code => a.code, p_title => p_title,
        p_title_en => p_title_en, p_attribute_group => p_attribute_group, p_kind => p_kind, p_minimum => p_minimum,
        p_maximum => p_maximum, p_pattern => p_pattern, p_pattern_said => p_pattern_said,
        p_pattern_said_en => p_pattern_said_en, p_options => p_options
    ) as p
    where a.attribute_id = p_attribute;
end
$$;
comment on function supervisor.object_type_change_preview(
    lib.attribute_ref, lib.title, text, text, text, numeric, numeric, text, text, text, text[]
) is 'Что перестанет подходить
@column name Где
@column value Сейчас
@column problem Что не так
@empty Все записанные значения подходят';

create function supervisor.object_type_group_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sections. */
begin
    return query
    select g.attribute_group, case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title::text end
    from estate.attribute_groups as g
    order by g.position, g.attribute_group;
end
$$;
comment on function supervisor.object_type_group_options() is 'Разделы';

create function supervisor.object_type_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of fields. */
begin
    return query
    select k.code, cabinet.said('said.kind.' || k.code)
    from unnest(array['text', 'note', 'integer', 'number', 'year', 'boolean', 'date', 'option', 'options']) as k (code);
end
$$;
comment on function supervisor.object_type_kind_options() is 'Виды полей';
