create function supervisor.zones_list()
returns table (
    zone_name text,
    parent_name text,
    manager_name text,
    houses bigint,
    flats bigint,
    specialists bigint,
    open_orders bigint,
    filled lib.percent,
    _badge_manager_name text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones with what they hold and who answers for them. */
declare
    v_today date := people.today();
begin
    return query
    with recursive tree as (
        select z.zone_id, 0 as depth, array[z.name::text] as path from estate.zones as z where z.parent_id is null
        union all
        select c.zone_id, t.depth + 1, t.path || c.name::text
        from tree as t
        join estate.zones as c on c.parent_id = t.zone_id
    ),

    flats as (
        select f.house_id, count(*) as amount from estate.premises as f where f.kind = 'flat' group by f.house_id
    ),

    houses as (
        select
            h.zone_id, count(*) as amount, sum(f.amount)::bigint as flats,
            round(avg(100.0 * num_nonnulls(
                h.built_year, h.house_type, h.wall_material, h.floors_max, h.floors_min, h.entrances_count,
                h.premises_count, h.living_count, h.area_total, h.area_living, h.area_common, h.area_land
            ) / 12)) as filled
        from estate.houses as h
        left join flats as f on f.house_id = h.house_id
        group by h.zone_id
    ),

    open_now as (
        select o.zone_id, count(*) as amount from desk.orders as o where o.open group by o.zone_id
    )

    select
        repeat('· ', t.depth) || z.name, p.name::text, coalesce(m.name::text, cabinet.said('phrase.no_manager')),
        coalesce(h.amount, 0), coalesce(h.flats, 0),
        (
            select count(distinct c.staff_id)
            from people.staff_scopes as c
            where c.zone_id = z.zone_id and c.during @> v_today
        ),
        coalesce(n.amount, 0), h.filled::lib.percent,
        case when m.staff_id is null then 'warn' end, 'zone?zone=' || z.zone_id,
        array['zone_manager?zone=' || z.zone_id]
    from tree as t
    join estate.zones as z on z.zone_id = t.zone_id
    left join estate.zones as p on p.zone_id = z.parent_id
    left join people.zone_managers as zm on zm.zone_id = z.zone_id and zm.during @> v_today
    left join people.staff as m on m.staff_id = zm.staff_id
    left join houses as h on h.zone_id = z.zone_id
    left join open_now as n on n.zone_id = z.zone_id
    order by t.path;
end
$$;
comment on function supervisor.zones_list() is 'Точки
Дома, менеджера и людей добавите на странице точки.
@bold zone_name manager_name
@column zone_name Точка
@column parent_name Входит в
@column manager_name Менеджер
@column houses Домов
@column flats Квартир
@column specialists Мастеров
@column filled Данные
@empty Точек ещё нет. Создайте первую
@create zones_add';

create function supervisor.zones_add(
    p_name lib.title,
    p_parent lib.zone_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new zone. */
declare
    v_zone bigint;
begin
    v_zone := estate.zone_create(p_name => p_name, p_parent => p_parent);
    return row(
        cabinet.said('phrase.zone_added', jsonb_build_object('name', p_name)), '/supervisor/zone?zone=' || v_zone
    )::lib.outcome;
end
$$;
comment on function supervisor.zones_add(lib.title, lib.zone_ref) is 'Новая точка
@options p_parent orders_zone_options
@field p_name Название
@field p_parent Входит в
@submit Создать точку
@icon plus-circle';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'zones', p_title => 'Точки',
    p_blocks => 'zones_list',
    p_icon => 'geo-alt', p_menu => 40, p_group => 'Дома');
