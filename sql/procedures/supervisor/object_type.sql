create function supervisor.object_type_edit(
    p_object_type text,
    p_title lib.title,
    p_level text,
    p_icon text,
    p_reason lib.reason,
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
    text, lib.title, text, text, lib.reason, text, text, boolean
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
        case t.object_type
            when 'house' then (select count(*) from estate.houses)
            when 'entrance' then (select count(*) from estate.entrances)
            when 'premise' then (select count(*) from estate.premises)
            else (select count(*) from estate.objects as o where o.object_type = t.object_type and o.retired_on is null)
        end, t.active,
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
        case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title::text end, a.code, cabinet.said('said.kind.' || a.kind) || coalesce(', ' || estate.attribute_unit(a), ''),
        coalesce(estate.attribute_pattern(a), case when num_nonnulls(a.minimum, a.maximum) > 0 then
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

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'object_type', p_title => 'Тип объектов',
    p_blocks => 'object_type_card object_type_fields | object_type_history',
    p_icon => 'boxes', p_up => 'object_types');
