create function shared.house_card(
    p_house lib.house_ref
)
returns table (
    address text,
    zone_name text,
    manager_name text,
    fields lib.attribute_cells,
    _icon text,
    _badge text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The passport of the house: every field that is known. A foreign or wrong id is not_found. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    perform estate.house_demand(p_house);
    return query
    select
        h.address, z.name::text, m.name::text,
        coalesce(estate.attribute_cells('house', estate.passport(p_house), p_known => true), '[]')::lib.attribute_cells,
        'building', case when h.is_alarm then 'bad' end, h.street || ', ' || h.number,
        array_remove(array[
            case when v_kept then 'house_edit?house=' || h.house_id end,
            'order_new?house=' || h.house_id, 'call?house=' || h.house_id,
            case when v_kept then 'repair_add?house=' || h.house_id end,
            case when v_kept then 'redevelopment_add?house=' || h.house_id end,
            'emergency_add?house=' || h.house_id,
            case when v_kept then 'house_file_add?house=' || h.house_id end
        ], null)
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    left join lateral (
        select s.name
        from people.zone_managers as zm
        join people.staff as s on s.staff_id = zm.staff_id
        where zm.zone_id = any (estate.zone_path(h.zone_id)) and zm.during @> people.today()
        order by array_position(estate.zone_path(h.zone_id), zm.zone_id)
        limit 1
    ) as m on true
    where h.house_id = p_house;
end
$$;
comment on function shared.house_card(lib.house_ref) is 'Паспорт дома
@fold
@kind card
@bold address
@column address -
@column manager_name Менеджер
@column fields -';

create function shared.house_equipment(
    p_house lib.house_ref
)
returns table (
    title text,
    in_use bigint,
    note text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What stands in the house, by type; a type whose number in the passport is another is marked. */
begin
    perform estate.house_demand(p_house);
    return query
    with counted as (
        select o.object_type, count(*) as amount
        from estate.objects as o
        where o.house_id = p_house and o.retired_on is null
        group by o.object_type
    ),

    passport as materialized (
        select estate.passport(p_house) as known
    )

    select
        case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title end,
        coalesce(c.amount, 0),
        case when e.expected <> coalesce(c.amount, 0)
            then cabinet.said('said.object.expected', jsonb_build_object('count', e.expected)) end,
        t.icon, case when e.expected <> coalesce(c.amount, 0) then 'warn' end,
        'objects?object_type=' || t.object_type || '&house=' || p_house
    from estate.object_types as t
    cross join passport as p
    cross join lateral (select (p.known ->> t.counted_by)::numeric) as e (expected)
    left join counted as c on c.object_type = t.object_type
    where not t.core and (c.amount > 0 or e.expected > 0)
    order by t.position, t.object_type;
    if people.my_cabinet() in ('supervisor', 'manager') then
        return query
        select cabinet.said('said.object.add'), null::bigint, null::text, 'plus-circle', null::text,
            'object_new?house=' || p_house;
    end if;
end
$$;
comment on function shared.house_equipment(lib.house_ref) is 'Оборудование и площадки
@kind cards
@limit 40
@bold title in_use
@column title -
@column in_use Объектов
@column note -
@empty Оборудование дома ещё не внесено. Добавьте лифты, счётчики, площадки';

create function shared.house_places(
    p_house lib.house_ref
)
returns table (
    entrance text,
    flats text,
    door_code text,
    zone_name text,
    fields lib.attribute_cells,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Entrances with their flats and what is known of them. */
begin
    perform estate.house_demand(p_house);
    return query
    select
        cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)),
        p.first_number || '–' || p.last_number, e.door_code, z.name::text,
        estate.attribute_cells(
            'entrance', estate.values_now('entrance', e.entrance_id) - 'door_code'
        )::lib.attribute_cells,
        'door-open', 'entrance?entrance=' || e.entrance_id
    from estate.entrances as e
    left join estate.zones as z on z.zone_id = e.zone_id
    left join lateral (
        select
            (array_agg(f.number order by f.number_order))[1] as first_number,
            (array_agg(f.number order by f.number_order desc))[1] as last_number
        from estate.premises as f
        where f.entrance_id = e.entrance_id and f.kind = 'flat'
    ) as p on true
    where e.house_id = p_house
    order by e.number;
end
$$;
comment on function shared.house_places(lib.house_ref) is 'Подъезды
@kind cards
@hide_empty
@limit 60
@bold entrance
@column flats Квартиры
@column zone_name Своя точка
@column fields -
@personal';

create function shared.house_sheet(
    p_house lib.house_ref
)
returns table (
    title text,
    note text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way to the emergency sheet. */
begin
    perform estate.house_demand(p_house);
    return query
    select
        cabinet.said('said.sheet.title'),
        case when count(*) = 0 then cabinet.said('said.sheet.none')
            else cabinet.said('said.sheet.places', jsonb_build_object('count', count(*))) end,
        'exclamation-octagon', case when count(*) = 0 then 'warn' end, 'emergency_sheet?house=' || p_house
    from estate.emergency_points as p
    where p.house_id = p_house;
end
$$;
comment on function shared.house_sheet(lib.house_ref) is 'Если авария
@kind cards
@bold title
@column title -
@column note -';

create function shared.house_repairs(
    p_house lib.house_ref
)
returns table (
    title text,
    state text,
    happens text,
    performer_name text,
    warranty_until date,
    place_text text,
    cost lib.rub,
    note text,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Repairs planned, then done, newest first. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    perform estate.house_demand(p_house);
    return query
    select
        r.title::text, cabinet.said('said.repair.' || r.state)
        || case when r.capital then ', ' || cabinet.said('said.repair.capital') else '' end,
        coalesce(to_char(r.finished_on, 'DD.MM.YYYY'), r.planned_year::text), r.performer_name, r.warranty_until,
        concat_ws(', ', estate.object_place_said(r.entrance_id, r.premise_id), o.name), r.cost, r.note::text,
        case r.state when 'planned' then 'info' when 'done' then 'ok' else 'muted' end,
        case when v_kept then array['repair_edit?repair=' || r.repair_id] end
    from estate.repairs as r
    left join estate.objects as o on o.object_id = r.object_id
    where r.house_id = p_house
    order by r.state <> 'planned', case when r.state = 'planned' then r.planned_year end, r.finished_on desc, r.repair_id;
end
$$;
comment on function shared.house_repairs(lib.house_ref) is 'Ремонты
@fold
@bold title state happens
@column happens Когда
@column performer_name Кто делал
@column warranty_until Гарантия до
@column place_text Где
@column cost Стоимость
@empty Ремонтов в записях нет';

create function shared.house_redevelopments(
    p_house lib.house_ref
)
returns table (
    place_text text,
    title text,
    state text,
    document text,
    found_on date,
    decided_on date,
    note text,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Redevelopments of flats: found, claimed, legalised by a document, put back (ЖК РФ, ст. 25–29). */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    perform estate.house_demand(p_house);
    return query
    select
        estate.object_place_said(null, r.premise_id), r.title::text, cabinet.said('said.redevelopment.' || r.state),
        r.document, r.found_on, r.decided_on, r.note::text,
        case r.state when 'legalised' then 'ok' when 'restored' then 'muted' else 'warn' end,
        case when v_kept then array['redevelopment_edit?redevelopment=' || r.redevelopment_id] end
    from estate.redevelopments as r
    where r.house_id = p_house
    order by r.state in ('legalised', 'restored'), r.found_on desc, r.redevelopment_id;
end
$$;
comment on function shared.house_redevelopments(lib.house_ref) is 'Перепланировки
@fold
@hide_empty
@bold place_text title state
@column place_text Где
@column document Документ
@column found_on Выявлена
@column decided_on Решение
@personal';

create function shared.house_emergencies(
    p_house lib.house_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    happened_on date,
    title text,
    place_text text,
    cause text,
    consequences text,
    note text,
    _icon text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Accidents of the house: those written down and the emergency orders. */
begin
    perform estate.house_demand(p_house);
    return query
    with all_of_them as (
        select
            e.happened_on as day, e.title::text as said, o.name::text as place, e.cause as why, e.consequences as what,
            e.note::text as remark, null::text as way
        from estate.emergencies as e
        left join estate.objects as o on o.object_id = e.object_id
        where e.house_id = p_house
        union all
        select
            (r.created_at at time zone h.time_zone)::date, r.title, r.place_text, null, null, null,
            'order?order=' || r.order_id
        from desk.order_rows as r
        join estate.houses as h on h.house_id = r.house_id
        where r.house_id = p_house and r.emergency
    )

    select a.day, a.said, a.place, a.why, a.what, a.remark, 'exclamation-triangle', a.way, count(*) over ()
    from all_of_them as a
    order by a.day desc, a.said
    limit p_limit offset p_offset;
end
$$;
comment on function shared.house_emergencies(lib.house_ref, integer, integer) is 'Аварии
@fold
@limit 10
@bold happened_on title
@column place_text Где
@column cause Причина
@column consequences Последствия
@empty Аварий в этом доме не записано';

create function shared.house_gallery(
    p_house lib.house_ref
)
returns table (
    photo lib.photo,
    title text,
    place_text text,
    added_at timestamptz,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos and layouts of the house and of what stands in it. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    perform estate.house_demand(p_house);
    return query
    select
        f.file_id::lib.photo, f.title::text,
        concat_ws(', ', cabinet.said('said.file.' || f.kind), estate.object_place_said(null, f.premise_id), o.name),
        f.added_at, case when v_kept then array['house_file_drop?file=' || f.file_id] end
    from estate.house_files as f
    left join estate.objects as o on o.object_id = f.object_id
    where f.house_id = p_house and f.kind in ('photo', 'layout')
    order by f.kind desc, f.added_at desc, f.file_id
    limit 60;
end
$$;
comment on function shared.house_gallery(lib.house_ref) is 'Фото и планировки
@fold
@kind gallery
@hide_empty
@column title -
@column place_text -';

create function shared.house_papers(
    p_house lib.house_ref
)
returns table (
    title text,
    file lib.file,
    valid_until date,
    issued_on date,
    place_text text,
    _badge_valid_until text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Documents of the house, those about to run out first. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    perform estate.house_demand(p_house);
    return query
    select
        f.title::text, f.file_id::lib.file, f.valid_until, f.issued_on,
        concat_ws(', ', estate.object_place_said(null, f.premise_id), o.name),
        case when f.valid_until < people.today() then 'bad' when f.valid_until < people.today() + 30 then 'warn' end,
        case when v_kept then array['house_file_drop?file=' || f.file_id] end
    from estate.house_files as f
    left join estate.objects as o on o.object_id = f.object_id
    where f.house_id = p_house and f.kind = 'document'
    order by f.valid_until, f.added_at desc, f.file_id
    limit 200;
end
$$;
comment on function shared.house_papers(lib.house_ref) is 'Документы дома
@fold
@hide_empty
@bold title file valid_until
@column file Файл
@column valid_until Действует до
@column issued_on Выдан
@column place_text К чему относится';

create function shared.house_history(
    p_house lib.house_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    happened_at timestamptz,
    place text,
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
/* What changed, a row per field: what was, what is now, who, where it comes from. What is no field (a house that came) has none. */
begin
    return query
    select c.at, c.place, coalesce(c.field, '—'), c.was, c.becomes, c.author, c.reason, c.total
    from estate.value_history(p_house, 'house', p_house, p_limit, p_offset) as c;
end
$$;
comment on function shared.house_history(lib.house_ref, integer, integer) is 'История данных
@fold
@bold happened_at field becomes
@column happened_at Когда
@column place Где
@column field Что
@column was Было
@column becomes Стало
@column who Кто
@column reason Откуда
@limit 10
@hide_empty';
