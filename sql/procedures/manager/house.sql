create function manager.house_card(
    p_house lib.house_ref
)
returns table (
    address text,
    access_note text,
    built_year lib.year,
    floors smallint,
    entrances_count smallint,
    premises_count integer,
    area_total lib.area,
    wall_material text,
    is_alarm boolean,
    zone_name text,
    manager_name text,
    _icon text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Passport of a house of one's work, its access note first. A foreign or wrong id is not_found. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        h.address, h.access_note, h.built_year::lib.year, h.floors_max, h.entrances_count,
        coalesce(h.premises_count, (select count(*)::integer from estate.premises as p where p.house_id = h.house_id)),
        h.area_total::lib.area, h.wall_material, h.is_alarm, z.name::text,
        (
            select s.name::text
            from people.zone_managers as m
            join people.staff as s on s.staff_id = m.staff_id
            where m.zone_id = any (estate.zone_path(h.zone_id)) and m.during @> lib.moment()::date
            order by array_position(estate.zone_path(h.zone_id), m.zone_id)
            limit 1
        ),
        'building', h.address, array['order_new?house=' || p_house]
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    where h.house_id = p_house;
end
$$;
comment on function manager.house_card(lib.house_ref) is 'Паспорт дома
@kind card
@bold address
@column access_note Доступ
@column built_year Год постройки
@column floors Этажей
@column entrances_count Подъездов
@column premises_count Помещений
@column area_total Площадь
@column wall_material Стены
@column is_alarm Аварийный
@column zone_name Точка
@column manager_name Менеджер
@column address -';

create function manager.house_entrances(
    p_house lib.house_ref
)
returns table (
    title text,
    door_code text,
    floors smallint,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Entrances with their door codes. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select desk.part_said('said.entrance', e.number::text), e.door_code, e.floors, 'door-open'
    from estate.entrances as e
    where e.house_id = p_house
    order by e.number;
end
$$;
comment on function manager.house_entrances(lib.house_ref) is 'Подъезды
@kind cards
@bold title
@column door_code Код двери
@column floors Этажей
@column title -
@limit 50
@hide_empty
@personal';

create function manager.house_orders(
    p_house lib.house_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    state lib.state,
    due lib.due,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders of the house that this person may see. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        l.title, l.address, l.state, l.due, l.number_text, l._badge_state, l._icon_state, l._badge_due,
        'order?order=' || l.order_id, l._total
    from desk.order_list(p_house => p_house, p_filter => 'open', p_limit => p_limit, p_offset => p_offset) as l;
end
$$;
comment on function manager.house_orders(lib.house_ref, integer, integer) is 'Открытые заявки
@kind list
@bold title address state
@column title Что
@column address Где
@column due Срок
@column number_text Номер
@limit 10
@empty Открытых заявок по дому нет
@personal';

create function manager.house_premises(
    p_house lib.house_ref,
    p_number lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number text,
    entrance smallint,
    floor smallint,
    area lib.area,
    works integer,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Premises of the house in the order of their numbers. p_number: begins with. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    with paged as (
        select p.*, count(*) over () as total
        from estate.premises as p
        where p.house_id = p_house and (p_number is null or p.number like replace(p_number, '%', '') || '%')
        order by p.number_order, p.number, p.premise_id
        limit p_limit offset p_offset
    )

    select
        p.number, e.number, p.floor, p.area::lib.area,
        (select count(*)::integer from desk.work_reports as w where w.premise_id = p.premise_id),
        'premise?premise=' || p.premise_id, p.total
    from paged as p
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    order by p.number_order, p.number, p.premise_id;
end
$$;
comment on function manager.house_premises(lib.house_ref, lib.search, integer, integer) is 'Помещения
@kind list
@filter p_number
@field p_number Номер квартиры
@bold number entrance works
@column number Квартира
@column entrance Подъезд
@column floor Этаж
@column area Площадь
@column works Работ
@empty Квартиры этого дома ещё не внесены. Это делает управляющий';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_orders house_findings house_premises house_entrances',
    p_icon => 'building',
    p_up => 'houses');
