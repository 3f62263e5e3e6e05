create function shared.objects_types(
    p_house lib.house_ref default null,
    p_zone lib.zone_ref default null
)
returns table (
    title text,
    in_use bigint,
    houses bigint,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Types with how many stand in the houses one sees, in one of them, in a zone with its branch. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end,
        count(o.object_id), count(distinct o.house_id), t.icon,
        'objects?object_type=' || t.object_type || coalesce('&house=' || p_house, '') || coalesce('&zone=' || p_zone, '')
    from estate.object_types as t
    left join estate.objects as o
        on o.object_type = t.object_type and o.retired_on is null and (p_house is null or o.house_id = p_house)
        and (p_zone is null or o.house_id in (
            select h.house_id from estate.houses as h
            where h.zone_id in (select z.z from estate.zone_branch(array[p_zone::bigint]) as z (z))))
    where not t.core and (t.active or o.object_id is not null)
    group by t.object_type
    order by count(o.object_id) = 0, t.position, t.object_type;
end
$$;
comment on function shared.objects_types(lib.house_ref, lib.zone_ref) is 'Оборудование и площадки
@kind cards
@limit 200
@bold title in_use
@column title -
@column in_use Объектов
@column houses Домов
@until p_object_type
@empty Типов объектов пока нет. Их добавляет управляющий';

create function shared.objects_list(
    p_object_type text,
    p_search lib.search default null,
    p_house lib.house_ref default null,
    p_zone lib.zone_ref default null,
    p_attribute text default null,
    p_operator text default null,
    p_value text default null,
    p_retired boolean default false,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    name text,
    address text,
    place_text text,
    fields lib.attribute_cells,
    installed_on date,
    retired_on date,
    _link text,
    _total bigint,
    _title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Objects of a type in the houses one sees, by words, place and any field. */
begin
    if not exists (select from estate.object_types as t where t.object_type = p_object_type and not t.core) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    with found as (
        select o.*, h.street, h.number, count(*) over () as total
        from estate.objects as o
        join estate.houses as h on h.house_id = o.house_id
        where
            o.object_type = p_object_type
            and (p_house is null or o.house_id = p_house)
            and (p_zone is null or h.zone_id in (select z.z from estate.zone_branch(array[p_zone::bigint]) as z (z)))
            and (coalesce(p_retired, false) or o.retired_on is null)
            and (coalesce(trim(p_search), '') = '' or o.object_id in (
                select n.n from estate.objects_named(p_object_type, p_search) as n (n)))
            and (p_attribute is null or p_operator is null or o.object_id in (
                select m.m from estate.matching(p_object_type, p_attribute, p_operator, p_value) as m (m)))
        order by
            case when p_sort = 'name' then o.name::text end, case when p_sort = '-name' then o.name::text end desc,
            case when p_sort = 'installed_on' then o.installed_on end,
            case when p_sort = '-installed_on' then o.installed_on end desc nulls last,
            case when p_sort = '-address' then h.street end desc,
            h.street, length(h.number), h.number, o.name, o.object_id
        limit p_limit offset p_offset
    )

    select
        f.name::text, f.street || ', ' || f.number, estate.object_place_said(f.entrance_id, f.premise_id),
        estate.attribute_cells(p_object_type, f."values", p_in_list => true)::lib.attribute_cells, f.installed_on,
        f.retired_on, 'object?object=' || f.object_id, f.total, null::text
    from found as f
    order by
        case when p_sort = 'name' then f.name::text end, case when p_sort = '-name' then f.name::text end desc,
        case when p_sort = 'installed_on' then f.installed_on end,
        case when p_sort = '-installed_on' then f.installed_on end desc nulls last,
        case when p_sort = '-address' then f.street end desc,
        f.street, length(f.number), f.number, f.name, f.object_id;
end
$$;
comment on function shared.objects_list(
    text, lib.search, lib.house_ref, lib.zone_ref, text, text, text, boolean, lib.sort_key, integer,
    integer
) is 'Объекты
@needs p_object_type
@filter p_search p_house p_zone p_attribute p_operator p_value p_retired
@options p_object_type objects_type_options
@options p_house objects_house_options
@options p_zone objects_zone_options
@options p_attribute objects_attribute_options
@options p_operator objects_operator_options
@placeholder p_search Номер, адрес, значение
@field p_object_type Тип
@field p_attribute Поле
@field p_operator Условие
@field p_value Значение
@field p_retired И снятые
@bold name address fields
@column name Объект
@column place_text Где
@column fields -
@column installed_on Установлен
@column retired_on Снят
@empty Таких объектов нет. Добавьте первый';

create function shared.objects_type_options()
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
/* Types in use. */
begin
    return query
    select
        t.object_type, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end, t.icon
    from estate.object_types as t
    where not t.core and t.active
    order by t.position, t.object_type;
end
$$;
comment on function shared.objects_type_options() is 'Типы объектов';

create function shared.objects_house_options(
    p_house lib.house_ref default null,
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
/* Houses by part of the address. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function shared.objects_house_options(lib.house_ref, text) is 'Дома';

create function shared.objects_zone_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones with houses that one sees. */
begin
    return query
    select z.zone_id::text, z.name::text
    from estate.zones as z
    where z.zone_id in (
        select p.zone_id
        from (select distinct h.zone_id from estate.houses as h) as h
        cross join lateral unnest(estate.zone_path(h.zone_id)) as p (zone_id)
    )
    order by z.name;
end
$$;
comment on function shared.objects_zone_options() is 'Точки';

create function shared.objects_attribute_options(
    p_object_type text default null
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
/* Fields of a type. */
begin
    return query
    select
        a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title::text end,
        case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title::text end
    from estate.attributes as a
    join estate.attribute_groups as g on g.attribute_group = a.attribute_group
    where a.object_type = p_object_type and a.active
    order by g.position, a.position, a.attribute_id;
end
$$;
comment on function shared.objects_attribute_options(text) is 'Поля';

create function shared.objects_operator_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Conditions in words. */
begin
    return query
    select o.code, cabinet.said('said.operator.' || o.name)
    from (values
        ('=', 'equal'), ('<>', 'other'), ('<', 'less'), ('>', 'more'), ('has', 'has'), ('missing', 'missing')
    ) as o (code, name);
end
$$;
comment on function shared.objects_operator_options() is 'Условия';

create function shared.objects_do(
    p_object_type text default null,
    p_house lib.house_ref default null
)
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Which type it is, and how to add one to the house. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    return query
    select
        coalesce(
            (
                select case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end
                from estate.object_types as t where t.object_type = p_object_type and not t.core
            ), cabinet.said('said.object.choose')
        ),
        case when p_object_type is not null and v_kept
            then array['object_add?house=' || p_house || '&object_type=' || p_object_type] end;
end
$$;
comment on function shared.objects_do(text, lib.house_ref) is 'Что здесь
@kind card
@column say -';

create function shared.object_card(
    p_object lib.object_ref
)
returns table (
    name text,
    type_title text,
    address text,
    place_text text,
    installed_on date,
    retired_on date,
    fields lib.attribute_cells,
    _icon text,
    _badge text,
    _link_address text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is known of an object. A foreign or wrong id is not_found. */
declare
    v_kept boolean := estate.house_kept((select o.house_id from estate.objects as o where o.object_id = p_object));
begin
    return query
    select
        o.name::text, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end,
        h.street || ', ' || h.number, estate.object_place_said(o.entrance_id, o.premise_id), o.installed_on, o.retired_on,
        coalesce(estate.attribute_cells(o.object_type, o."values", p_known => true), '[]')::lib.attribute_cells,
        t.icon, case when o.retired_on is not null then 'muted' end, 'house?house=' || o.house_id,
        o.name || ' · ' || h.street || ', ' || h.number, o.version,
        case when o.retired_on is null and v_kept then array[
            'object_edit?object=' || o.object_id, 'house_file_add?house=' || o.house_id || '&object=' || o.object_id,
            'repair_add?house=' || o.house_id || '&object=' || o.object_id, 'object_retire?object=' || o.object_id
        ] end
    from estate.objects as o
    join estate.object_types as t on t.object_type = o.object_type
    join estate.houses as h on h.house_id = o.house_id
    where o.object_id = p_object;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.object_card(lib.object_ref) is 'Объект
@kind card
@bold name
@column name -
@column type_title Тип
@column place_text Где
@column installed_on Установлен
@column retired_on Снят
@column fields -';

create function shared.object_gallery(
    p_object lib.object_ref
)
returns table (
    photo lib.photo,
    title text,
    added_at timestamptz,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos of the object. */
declare
    v_kept boolean := estate.house_kept((select o.house_id from estate.objects as o where o.object_id = p_object));
begin
    return query
    select f.file_id::lib.photo, f.title::text, f.added_at, case when v_kept then array['house_file_drop?file=' || f.file_id] end
    from estate.house_files as f
    where f.object_id = p_object and f.kind in ('photo', 'layout')
    order by f.added_at desc, f.file_id
    limit 60;
end
$$;
comment on function shared.object_gallery(lib.object_ref) is 'Фото
@kind gallery
@hide_empty
@column title -';

create function shared.object_papers(
    p_object lib.object_ref
)
returns table (
    title text,
    file lib.file,
    valid_until date,
    issued_on date,
    _badge_valid_until text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Documents of the object. */
declare
    v_kept boolean := estate.house_kept((select o.house_id from estate.objects as o where o.object_id = p_object));
begin
    return query
    select
        f.title::text, f.file_id::lib.file, f.valid_until, f.issued_on,
        case when f.valid_until < people.today() then 'bad' when f.valid_until < people.today() + 30 then 'warn' end,
        case when v_kept then array['house_file_drop?file=' || f.file_id] end
    from estate.house_files as f
    where f.object_id = p_object and f.kind = 'document'
    order by f.valid_until, f.added_at desc, f.file_id;
end
$$;
comment on function shared.object_papers(lib.object_ref) is 'Документы
@hide_empty
@bold title file valid_until
@column file Файл
@column valid_until Действует до
@column issued_on Выдан';

create function shared.object_works(
    p_object lib.object_ref
)
returns table (
    happens date,
    title text,
    state text,
    performer_name text,
    note text,
    _badge_state text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Repairs of the object and its planned works, newest first. */
begin
    return query
    select w.day, w.said, w.state, w.who, w.remark, w.badge
    from (
        select
            coalesce(r.finished_on, make_date(r.planned_year, 12, 31)) as day, r.title::text as said,
            cabinet.said('said.repair.' || r.state) as state, r.performer_name as who, r.note::text as remark,
            case r.state when 'planned' then 'info' when 'done' then 'ok' else 'muted' end as badge
        from estate.repairs as r
        where r.object_id = p_object
        union all
        select
            coalesce((k.done_at at time zone h.time_zone)::date, k.wanted_on),
            case when lib.language() = 'en' then coalesce(n.title_en, k.title) else k.title end::text,
            cabinet.said('said.work.' || k.state), c.name::text, k.result::text,
            case when k.state = 'done' then 'ok' when k.state = 'cancelled' then 'muted'
                when k.open and upper(k.span) <= people.today() then 'bad' else 'info' end
        from upkeep.works as k
        join estate.houses as h on h.house_id = k.house_id
        left join upkeep.norms as n on n.norm_id = k.norm_id
        left join upkeep.crews as c on c.crew_id = k.crew_id
        where k.object_id = p_object and k.state <> 'draft'
    ) as w
    order by w.day desc, w.said
    limit 100;
end
$$;
comment on function shared.object_works(lib.object_ref) is 'Ремонты и плановые работы
@bold happens title state
@column happens Когда
@column performer_name Кто
@column note Итог
@empty Работ с этим объектом ещё не было';

create function shared.object_history(
    p_object lib.object_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    happened_at timestamptz,
    field text,
    was text,
    becomes text,
    who text,
    reason text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What changed, a row per field: what was, what is now, who, where it comes from. */
begin
    return query
    select c.at, coalesce(c.field, cabinet.said('phrase.history_else')), c.was, c.becomes, c.author, c.reason, c.total
    from estate.objects as o
    cross join lateral estate.value_history(o.house_id, o.object_type, o.object_id, p_limit, p_offset) as c
    where o.object_id = p_object;
end
$$;
comment on function shared.object_history(lib.object_ref, integer, integer) is 'История
@fold
@bold happened_at field becomes
@column happened_at Когда
@column field Что
@column was Было
@column becomes Стало
@column who Кто
@column reason Откуда
@limit 10
@hide_empty';


select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'objects', p_title => 'Оборудование',
    p_blocks => 'objects_types objects_list objects_do', p_icon => 'boxes', p_menu => 55, p_group => 'Дома');
select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'object', p_title => 'Объект',
    p_blocks => 'object_card object_gallery object_works object_history | object_papers', p_icon => 'box',
    p_up => 'objects');
