create function shared.entrance_card(
    p_entrance lib.entrance_ref
)
returns table (
    address text,
    zone_name text,
    fields lib.attribute_cells,
    _icon text,
    _link_address text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is known of an entrance. A foreign or wrong id is not_found. */
declare
    v_kept boolean := estate.house_kept((select e.house_id from estate.entrances as e where e.entrance_id = p_entrance));
begin
    return query
    select
        h.street || ', ' || h.number, z.name::text,
        coalesce(estate.attribute_cells(
            'entrance', estate.values_now('entrance', e.entrance_id), p_known => true
        ), '[]')::lib.attribute_cells,
        'door-open', 'house?house=' || e.house_id,
        h.street || ', ' || h.number || ', ' || desk.part_said('said.entrance', e.number::text),
        case when v_kept then array['entrance_edit?entrance=' || e.entrance_id] end
    from estate.entrances as e
    join estate.houses as h on h.house_id = e.house_id
    join estate.zones as z on z.zone_id = coalesce(e.zone_id, h.zone_id)
    where e.entrance_id = p_entrance;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.entrance_card(lib.entrance_ref) is 'Подъезд
@kind card
@bold address
@column fields -
@personal';

create function shared.entrance_objects(
    p_entrance lib.entrance_ref
)
returns table (
    title text,
    type_title text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What stands in the entrance. */
begin
    return query
    select
        o.name::text, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title::text end, t.icon,
        'object?object=' || o.object_id
    from estate.objects as o
    join estate.object_types as t on t.object_type = o.object_type
    where o.entrance_id = p_entrance and o.retired_on is null
    order by t.position, o.name, o.object_id;
end
$$;
comment on function shared.entrance_objects(lib.entrance_ref) is 'Оборудование подъезда
@kind cards
@hide_empty
@limit 100
@bold title
@column title -
@column type_title -';

create function shared.entrance_premises(
    p_entrance lib.entrance_ref,
    p_number lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number text,
    kind_text text,
    floor smallint,
    area lib.area,
    riser text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Premises of the entrance in the order of their numbers. */
begin
    return query
    select
        p.number, cabinet.said('said.premise_' || p.kind), p.floor, p.area::lib.area, p.extra ->> 'riser',
        'premise?premise=' || p.premise_id, count(*) over ()
    from estate.premises as p
    where
        p.entrance_id = p_entrance
        and (p_number is null or p.number like regexp_replace(p_number, '[\\%_]', '', 'g') || '%')
    order by p.number_order, p.number, p.premise_id
    limit p_limit offset p_offset;
end
$$;
comment on function shared.entrance_premises(lib.entrance_ref, lib.search, integer, integer) is 'Помещения подъезда
@filter p_number
@field p_number Номер
@bold number floor
@column number Номер
@column kind_text Вид
@column floor Этаж
@column riser Стояк
@empty Помещения этого подъезда ещё не внесены';


create function shared.entrance_history(
    p_entrance lib.entrance_ref,
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
    from estate.entrances as e
    cross join lateral estate.value_history(e.house_id, 'entrance', e.entrance_id, p_limit, p_offset) as c
    where e.entrance_id = p_entrance;
end
$$;
comment on function shared.entrance_history(lib.entrance_ref, integer, integer) is 'История
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
    p_cabinet => 'shared', p_page => 'entrance', p_title => 'Подъезд',
    p_blocks => 'entrance_card entrance_premises entrance_history | entrance_objects', p_icon => 'door-open', p_up => 'houses');

create function shared.premise_facts(
    p_premise lib.premise_ref
)
returns table (
    address text,
    kind_text text,
    entrance_text text,
    fields lib.attribute_cells,
    _icon text,
    _link_address text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is known of a premise. A foreign or wrong id is not_found. */
declare
    v_kept boolean := estate.house_kept((select p.house_id from estate.premises as p where p.premise_id = p_premise));
begin
    return query
    select
        h.street || ', ' || h.number, cabinet.said('said.premise_' || p.kind),
        desk.part_said('said.entrance', e.number::text),
        coalesce(estate.attribute_cells(
            'premise', estate.values_now('premise', p.premise_id), p_known => true
        ), '[]')::lib.attribute_cells,
        'house-door', 'house?house=' || p.house_id, people.place_label(p.premise_id),
        case when v_kept then array['premise_edit?premise=' || p.premise_id] end
    from estate.premises as p
    join estate.houses as h on h.house_id = p.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where p.premise_id = p_premise;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.premise_facts(lib.premise_ref) is 'Данные помещения
@kind card
@bold address
@column kind_text Вид
@column entrance_text Подъезд
@column fields -
@personal';

create function shared.premise_changes(
    p_premise lib.premise_ref
)
returns table (
    title text,
    state text,
    document text,
    found_on date,
    decided_on date,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Redevelopments of the premise. */
declare
    v_kept boolean := estate.house_kept((select p.house_id from estate.premises as p where p.premise_id = p_premise));
begin
    return query
    select
        r.title::text, cabinet.said('said.redevelopment.' || r.state), r.document, r.found_on, r.decided_on,
        case r.state when 'legalised' then 'ok' when 'restored' then 'muted' else 'warn' end,
        case when v_kept then array['redevelopment_edit?redevelopment=' || r.redevelopment_id] end
    from estate.redevelopments as r
    where r.premise_id = p_premise
    order by r.found_on desc, r.redevelopment_id;
end
$$;
comment on function shared.premise_changes(lib.premise_ref) is 'Перепланировки
@hide_empty
@bold title state
@column document Документ
@column found_on Выявлена
@column decided_on Решение
@personal';

create function shared.premise_gallery(
    p_premise lib.premise_ref
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
/* Layout and photos of the premise. */
declare
    v_kept boolean := estate.house_kept((select p.house_id from estate.premises as p where p.premise_id = p_premise));
begin
    return query
    select f.file_id::lib.photo, f.title::text, f.added_at, case when v_kept then array['house_file_drop?file=' || f.file_id] end
    from estate.house_files as f
    where f.premise_id = p_premise and f.kind in ('photo', 'layout')
    order by f.kind, f.added_at desc, f.file_id
    limit 60;
end
$$;
comment on function shared.premise_gallery(lib.premise_ref) is 'Планировка и фото
@kind gallery
@hide_empty
@column title -
@personal';

create function shared.premise_history(
    p_premise lib.premise_ref,
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
    from estate.premises as p
    cross join lateral estate.value_history(p.house_id, 'premise', p.premise_id, p_limit, p_offset) as c
    where p.premise_id = p_premise;
end
$$;
comment on function shared.premise_history(lib.premise_ref, integer, integer) is 'История данных
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
