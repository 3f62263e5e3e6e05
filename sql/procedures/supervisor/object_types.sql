create function supervisor.object_types_list()
returns table (
    title text,
    fields bigint,
    in_use bigint,
    houses bigint,
    active boolean,
    _icon text,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Types of accounting objects with what they hold. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end,
        (select count(*) from estate.attributes as a where a.object_type = t.object_type and a.active),
        coalesce(o.amount, 0), coalesce(o.houses, 0), t.active, t.icon, case when not t.active then 'muted' end,
        'object_type?object_type=' || t.object_type
    from estate.object_types as t
    left join (
        select k.object_type, count(*) as amount, count(distinct k.house_id) as houses
        from estate.objects as k
        where k.retired_on is null
        group by k.object_type
    ) as o on o.object_type = t.object_type
    order by not t.active, t.position, t.object_type;
end
$$;
comment on function supervisor.object_types_list() is 'Типы объектов
@bold title in_use
@column title Тип
@column fields Полей
@column in_use Объектов
@column houses Домов
@column active Предлагаем
@limit 100';

create function supervisor.object_types_groups()
returns table (
    title text,
    fields bigint,
    "position" integer,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sections of passports. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title::text end,
        (select count(*) from estate.attributes as a where a.attribute_group = g.attribute_group), g.position,
        'object_types_group?attribute_group=' || g.attribute_group
    from estate.attribute_groups as g
    order by g.position, g.attribute_group;
end
$$;
comment on function supervisor.object_types_groups() is 'Разделы паспорта
@bold title fields
@column title Раздел
@column fields Полей
@column position Место
@limit 100';

create function supervisor.object_types_do()
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
    return query select cabinet.said('phrase.do.object_types'), array['object_types_add', 'object_types_group'];
end
$$;
comment on function supervisor.object_types_do() is 'Новый тип
@kind card
@column say -';

create function supervisor.object_types_add(
    p_object_type text,
    p_title lib.title,
    p_level text,
    p_icon text,
    p_reason lib.title,
    p_title_en text default null,
    p_counted_by text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new type; its fields come next. */
begin
    perform estate.object_type_save(
        p_object_type => p_object_type, p_title => p_title, p_title_en => p_title_en, p_level => p_level, p_icon => p_icon,
        p_counted_by => p_counted_by, p_reason => p_reason, p_new => true
    );
    return row(cabinet.said('said.object_type.added'), '/supervisor/object-type?object_type=' || p_object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_types_add(
    text, lib.title, text, text, lib.title, text, text
) is 'Новый тип объектов
@field p_object_type Код
@placeholder p_object_type fountain
@hint p_object_type Латиницей, потом не меняется
@field p_title Название
@field p_title_en По-английски
@options p_level object_types_level_options
@choice p_level
@field p_level Где стоит
@options p_icon object_types_icon_options
@field p_icon Значок
@options p_counted_by object_types_counted_options
@field p_counted_by Сколько их, говорит поле дома
@field p_reason Почему меняем
@submit Новый тип объектов
@icon plus-circle';

create function supervisor.object_type_edit(
    p_object_type text,
    p_title lib.title,
    p_level text,
    p_icon text,
    p_reason lib.title,
    p_title_en text default null,
    p_counted_by text default null,
    p_active boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The type as it is to be. */
begin
    perform estate.object_type_save(
        p_object_type => p_object_type, p_title => p_title, p_title_en => p_title_en, p_level => p_level, p_icon => p_icon,
        p_counted_by => p_counted_by, p_reason => p_reason, p_active => p_active
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-type?object_type=' || p_object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_type_edit(
    text, lib.title, text, text, lib.title, text, text, boolean
) is 'Изменить тип
@prefill object_type_draft
@field p_object_type Код
@field p_title Название
@field p_title_en По-английски
@options p_level object_types_level_options
@choice p_level
@field p_level Где стоит
@options p_icon object_types_icon_options
@field p_icon Значок
@options p_counted_by object_types_counted_options
@field p_counted_by Сколько их, говорит поле дома
@field p_reason Почему меняем
@field p_active Предлагать для новых объектов
@submit Изменить тип
@style secondary
@needs p_object_type';

create function supervisor.object_type_draft(
    p_object_type text
)
returns table (
    p_title text,
    p_level text,
    p_icon text,
    p_title_en text,
    p_counted_by text,
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
    select t.title::text, t.level, t.icon, t.title_en, t.counted_by, t.active
    from estate.object_types as t
    where t.object_type = p_object_type;
end
$$;
comment on function supervisor.object_type_draft(text) is 'Тип сейчас
@field p_object_type Код';

create function supervisor.object_types_level_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Levels. */
begin
    return query
    select l.code, cabinet.said('said.level.' || l.code) from unnest(array['house', 'entrance', 'premise']) as l (code);
end
$$;
comment on function supervisor.object_types_level_options() is 'Где стоит';

create function supervisor.object_types_icon_options()
returns table (
    value text,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Pictures to choose from. */
begin
    return query
    select i.code, cabinet.said('said.icon.' || replace(i.code, '-', '_')), i.code
    from unnest(array[
        'box', 'arrow-down-up', 'speedometer2', 'thermometer-half', 'fire', 'water', 'lightning-charge', 'wind', 'bell',
        'door-open', 'trash', 'house', 'building', 'balloon', 'trophy', 'tree', 'camera-video', 'tools'
    ]) as i (code);
end
$$;
comment on function supervisor.object_types_icon_options() is 'Значки';

create function supervisor.object_types_counted_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Numbers in the passport of a house. */
begin
    return query
    select a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title::text end
    from estate.attributes as a
    where a.object_type = 'house' and a.kind = 'integer' and a.active
    order by a.position;
end
$$;
comment on function supervisor.object_types_counted_options() is 'Числа паспорта';

create function supervisor.object_types_group(
    p_attribute_group text,
    p_title lib.title,
    p_reason lib.title,
    p_title_en text default null,
    p_position integer default 100
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A section, new or changed. */
begin
    perform estate.attribute_group_save(
        p_attribute_group => p_attribute_group, p_title => p_title, p_title_en => p_title_en, p_position => p_position,
        p_reason => p_reason
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-types')::lib.outcome;
end
$$;
comment on function supervisor.object_types_group(text, lib.title, lib.title, text, integer) is 'Раздел паспорта
@prefill object_types_group_draft
@field p_attribute_group Код
@hint p_attribute_group Латиницей
@field p_title Название
@field p_title_en По-английски
@field p_position Место
@field p_reason Почему меняем
@submit Раздел паспорта
@style secondary';

create function supervisor.object_types_group_draft(
    p_attribute_group text default null
)
returns table (
    p_title text,
    p_title_en text,
    p_position integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select g.title::text, g.title_en, g.position from estate.attribute_groups as g where g.attribute_group = p_attribute_group;
end
$$;
comment on function supervisor.object_types_group_draft(text) is 'Раздел сейчас
@field p_attribute_group Код';

create function supervisor.object_type_card(
    p_object_type text
)
returns table (
    title text,
    code text,
    title_en text,
    level text,
    in_use bigint,
    active boolean,
    _icon text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The type. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end, t.object_type, t.title_en, cabinet.said('said.level.' || t.level),
        (select count(*) from estate.objects as o where o.object_type = t.object_type and o.retired_on is null), t.active,
        t.icon, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end,
        array['object_type_field?object_type=' || t.object_type, 'object_type_edit?object_type=' || t.object_type]
    from estate.object_types as t
    where t.object_type = p_object_type;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.object_type_card(text) is 'Тип объектов
@kind card
@bold title
@column title -
@column code Код
@column title_en По-английски
@column level Где стоит
@column in_use Объектов
@column active Предлагаем
@field p_object_type Код';

create function supervisor.object_type_fields(
    p_object_type text
)
returns table (
    title text,
    code text,
    kind text,
    range_text text,
    options_text text,
    required boolean,
    in_list boolean,
    _group text,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Fields of the type by sections. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title::text end, a.code, cabinet.said('said.kind.' || a.kind) || coalesce(', ' || a.unit, ''),
        coalesce(a.pattern_said, case when num_nonnulls(a.minimum, a.maximum) > 0 then
            coalesce(trim_scale(a.minimum)::text, '') || '…' || coalesce(trim_scale(a.maximum)::text, '') end),
        estate.options_said(a.attribute_id), a.required, a.in_list, case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title::text end,
        case when not a.active then 'muted' end, 'object_type_change?attribute=' || a.attribute_id
    from estate.attributes as a
    join estate.attribute_groups as g on g.attribute_group = a.attribute_group
    where a.object_type = p_object_type
    order by g.position, g.attribute_group, a.position, a.attribute_id;
end
$$;
comment on function supervisor.object_type_fields(text) is 'Поля
@bold title kind
@column title Поле
@column code Код
@column kind Вид
@column range_text Границы
@column options_text Варианты
@column required Обязательное
@column in_list В списке
@limit 200
@field p_object_type Код
@empty Полей пока нет. Добавьте первое';

create function supervisor.object_type_history(
    p_object_type text
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes of the type and its fields. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('object_types', p_object_type) as c;
end
$$;
comment on function supervisor.object_type_history(text) is 'История
@kind timeline
@hide_empty
@field p_object_type Код';

create function supervisor.object_type_field(
    p_object_type text,
    p_code text,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_reason lib.title,
    p_title_en text default null,
    p_unit text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
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
        p_object_type => p_object_type, p_code => p_code, p_title => p_title, p_title_en => p_title_en,
        p_attribute_group => p_attribute_group, p_kind => p_kind, p_reason => p_reason, p_unit => p_unit,
        p_required => p_required, p_minimum => p_minimum, p_maximum => p_maximum, p_pattern => p_pattern,
        p_pattern_said => p_pattern_said, p_help => p_help, p_in_list => p_in_list, p_options => p_options
    );
    return row(cabinet.said('said.attribute.added'), '/supervisor/object-type?object_type=' || p_object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_type_field(
    text, text, lib.title, text, text, lib.title, text, text, numeric, numeric, text, text, text[],
    text, boolean, boolean
) is 'Добавить поле
@field p_object_type Тип
@field p_code Код
@placeholder p_code depth
@hint p_code Латиницей, потом не меняется
@preview object_type_field_preview
@field p_title Название
@field p_title_en По-английски
@options p_attribute_group object_type_group_options
@field p_attribute_group Раздел
@options p_kind object_type_kind_options
@field p_kind Вид
@field p_unit Единица
@placeholder p_unit м²
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@hint p_pattern Регулярное выражение, только для текста
@field p_pattern_said Шаблон словами
@placeholder p_pattern_said 8 или 11 цифр
@field p_options Варианты
@hint p_options По одному в строке: «код = Название / English» или просто название
@field p_help Подсказка
@field p_required Нужно для полноты паспорта
@field p_in_list Показывать в списке
@field p_reason Почему меняем
@submit Добавить поле
@icon plus-circle
@needs p_object_type';

create function supervisor.object_type_field_preview(
    p_object_type text,
    p_code text,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_reason lib.title,
    p_title_en text default null,
    p_unit text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_options text[] default null,
    p_help text default null,
    p_required boolean default false,
    p_in_list boolean default false
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
    from estate.attribute_preview(
        p_object_type => p_object_type, p_code => p_code, p_title => p_title,
        p_title_en => p_title_en, p_attribute_group => p_attribute_group, p_kind => p_kind, p_minimum => p_minimum,
        p_maximum => p_maximum, p_pattern => p_pattern, p_pattern_said => p_pattern_said, p_options => p_options
    ) as p;
end
$$;
comment on function supervisor.object_type_field_preview(
    text, text, lib.title, text, text, lib.title, text, text, numeric, numeric, text, text, text[],
    text, boolean, boolean
) is 'Что перестанет подходить
@field p_object_type Тип
@field p_code Код
@field p_title Название
@field p_title_en По-английски
@field p_attribute_group Раздел
@field p_kind Вид
@field p_unit Единица
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@field p_pattern_said Шаблон словами
@field p_options Варианты
@field p_help Подсказка
@field p_required Нужно для полноты паспорта
@field p_in_list Показывать в списке
@field p_reason Почему меняем
@column name Где
@column value Сейчас
@column problem Что не так
@empty Все записанные значения подходят';

create function supervisor.object_type_change(
    p_attribute lib.attribute_ref,
    p_title lib.title,
    p_attribute_group text,
    p_kind text,
    p_reason lib.title,
    p_title_en text default null,
    p_unit text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
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
        p_attribute_group => p_attribute_group, p_kind => p_kind, p_reason => p_reason, p_unit => p_unit,
        p_required => p_required, p_minimum => p_minimum, p_maximum => p_maximum, p_pattern => p_pattern,
        p_pattern_said => p_pattern_said, p_help => p_help, p_in_list => p_in_list, p_options => p_options,
        p_active => p_active
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-type?object_type=' || v_old.object_type)::lib.outcome;
end
$$;
comment on function supervisor.object_type_change(
    lib.attribute_ref, lib.title, text, text, lib.title, text, text, numeric, numeric, text, text,
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
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@hint p_pattern Регулярное выражение, только для текста
@field p_pattern_said Шаблон словами
@placeholder p_pattern_said 8 или 11 цифр
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
    p_minimum numeric,
    p_maximum numeric,
    p_pattern text,
    p_pattern_said text,
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
        a.title::text, a.attribute_group, a.kind, a.title_en, a.unit, trim_scale(a.minimum), trim_scale(a.maximum), a.pattern,
        a.pattern_said, array(
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
    p_reason lib.title,
    p_title_en text default null,
    p_unit text default null,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_options text[] default null,
    p_help text default null,
    p_required boolean default false,
    p_in_list boolean default false,
    p_active boolean default false
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
        p_maximum => p_maximum, p_pattern => p_pattern, p_pattern_said => p_pattern_said, p_options => p_options
    ) as p
    where a.attribute_id = p_attribute;
end
$$;
comment on function supervisor.object_type_change_preview(
    lib.attribute_ref, lib.title, text, text, lib.title, text, text, numeric, numeric, text, text,
    text[], text, boolean, boolean, boolean
) is 'Что перестанет подходить
@field p_active Спрашивать
@field p_title Название
@field p_title_en По-английски
@field p_attribute_group Раздел
@field p_kind Вид
@field p_unit Единица
@field p_minimum Не меньше
@field p_maximum Не больше
@field p_pattern Шаблон
@field p_pattern_said Шаблон словами
@field p_options Варианты
@field p_help Подсказка
@field p_required Нужно для полноты паспорта
@field p_in_list Показывать в списке
@field p_reason Почему меняем
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
    select g.attribute_group, case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title::text end from estate.attribute_groups as g order by g.position, g.attribute_group;
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


select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'object_types', p_title => 'Типы объектов',
    p_blocks => 'object_types_list | object_types_do object_types_groups',
    p_icon => 'boxes', p_menu => 56, p_group => 'Дома');
select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'object_type', p_title => 'Тип объектов',
    p_blocks => 'object_type_card object_type_fields | object_type_history',
    p_icon => 'boxes', p_up => 'object_types');
