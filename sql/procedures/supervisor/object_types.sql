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
        union all
        select 'house', count(*), count(*) from estate.houses
        union all
        select 'entrance', count(*), count(distinct e.house_id) from estate.entrances as e
        union all
        select 'premise', count(*), count(distinct p.house_id) from estate.premises as p
    ) as o on o.object_type = t.object_type
    order by not t.active, t.position, t.object_type;
end
$$;
comment on function supervisor.object_types_list() is 'Типы объектов
Новый тип сразу получает форму, список, поиск и выгрузку.
@bold title in_use
@column title Тип
@column fields Полей
@column in_use Объектов
@column houses Домов
@column active Предлагаем
@limit 100
@create object_types_add';

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
    return query select cabinet.said('phrase.do.object_types_section'), array['object_types_section'];
end
$$;
comment on function supervisor.object_types_do() is 'Ещё один раздел
@kind card
@column say -';

create function supervisor.object_types_add(
    p_title lib.title,
    p_level text,
    p_icon text,
    p_reason lib.reason,
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
declare
    v_type text;
begin
    v_type := estate.object_type_save(
        p_object_type => null, p_title => p_title, p_title_en => p_title_en, p_level => p_level, p_icon => p_icon,
        p_counted_by => p_counted_by, p_reason => p_reason, p_new => true
    );
    return row(cabinet.said('said.object_type.added'), '/supervisor/object-type?object_type=' || v_type)::lib.outcome;
end
$$;
comment on function supervisor.object_types_add(
    lib.title, text, text, lib.reason, text, text
) is 'Новый тип объектов
@field p_title Название
@field p_title_en По-английски
@options p_level object_types_level_options
@choice p_level
@field p_level Где стоит
@options p_icon object_types_icon_options
@field p_icon Значок
@options p_counted_by object_types_counted_options
@field p_counted_by Сколько их, говорит поле дома
@field p_reason Зачем
@submit Новый тип объектов
@icon plus-circle';

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
    p_reason lib.reason,
    p_title_en text default null,
    p_position integer default 100
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A section as it is to be. */
begin
    perform estate.attribute_group_save(
        p_attribute_group => p_attribute_group, p_title => p_title, p_title_en => p_title_en, p_position => p_position,
        p_reason => p_reason
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-types')::lib.outcome;
end
$$;
comment on function supervisor.object_types_group(text, lib.title, lib.reason, text, integer) is 'Раздел паспорта
@needs p_attribute_group
@prefill object_types_group_draft
@field p_attribute_group Код
@field p_title Название
@field p_title_en По-английски
@field p_position Место
@field p_reason Почему меняем
@submit Записать раздел
@style secondary';

create function supervisor.object_types_section(
    p_title lib.title,
    p_reason lib.reason,
    p_title_en text default null,
    p_position integer default 100
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new section. */
begin
    perform estate.attribute_group_save(
        p_attribute_group => null, p_title => p_title, p_title_en => p_title_en, p_position => p_position, p_reason => p_reason
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/object-types')::lib.outcome;
end
$$;
comment on function supervisor.object_types_section(lib.title, lib.reason, text, integer) is 'Новый раздел паспорта
@field p_title Название
@field p_title_en По-английски
@field p_position Место
@field p_reason Зачем
@submit Добавить раздел
@style secondary
@icon plus-circle';

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

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'object_types', p_title => 'Типы объектов',
    p_blocks => 'object_types_list | object_types_groups object_types_do',
    p_icon => 'boxes', p_menu => 56, p_group => 'Дома');
