create function supervisor.zones_list()
returns table (
    zone_name text,
    parent_name text,
    manager_name text,
    houses bigint,
    flats bigint,
    specialists bigint,
    open_orders bigint,
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
begin
    return query
    select
        z.name::text, p.name::text, coalesce(m.name::text, cabinet.said('phrase.no_manager')),
        (select count(*) from estate.houses as h where h.zone_id = z.zone_id),
        (
            select count(*)
            from estate.houses as h
            join estate.premises as f on f.house_id = h.house_id and f.kind = 'flat'
            where h.zone_id = z.zone_id
        ),
        (
            select count(distinct c.staff_id)
            from people.staff_scopes as c
            where c.zone_id = z.zone_id and c.during @> people.today()
        ),
        (select count(*) from desk.orders as o where o.zone_id = z.zone_id and o.open),
        case when m.staff_id is null then 'warn' end, 'zone?zone=' || z.zone_id,
        array['zone_manager?zone=' || z.zone_id]
    from estate.zones as z
    left join estate.zones as p on p.zone_id = z.parent_id
    left join people.zone_managers as zm on zm.zone_id = z.zone_id and zm.during @> people.today()
    left join people.staff as m on m.staff_id = zm.staff_id
    order by z.name;
end
$$;
comment on function supervisor.zones_list() is 'Точки
@bold zone_name manager_name
@column zone_name Точка
@column parent_name Входит в
@column manager_name Менеджер
@column houses Домов
@column flats Квартир
@column specialists Мастеров
@empty Точек ещё нет. Создайте первую';

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

create function supervisor.zones_do()
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
    return query select cabinet.said('phrase.do.zones'), array['zones_add'];
end
$$;
comment on function supervisor.zones_do() is 'Новая точка
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'zones', p_title => 'Точки',
    p_blocks => 'zones_list zones_do',
    p_icon => 'geo-alt', p_menu => 40, p_group => 'Дома');
