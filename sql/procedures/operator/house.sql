create function operator.house_card(
    p_house lib.house_ref
)
returns table (
    address text,
    city text,
    zone_name text,
    manager_name text,
    built_year lib.year,
    house_type text,
    wall_material text,
    floors text,
    entrances_count smallint,
    living_count integer,
    area_total lib.area,
    area_living lib.area,
    area_land lib.area,
    energy_class text,
    access_note text,
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
/* The passport of the house; what the register does not say is left empty. */
begin
    return query
    select
        h.street || ', ' || h.number, h.city, z.name::text, m.name::text, h.built_year::lib.year, h.house_type,
        h.wall_material,
        case when h.floors_min < h.floors_max then h.floors_min || '–' || h.floors_max else h.floors_max::text end,
        h.entrances_count, h.living_count, h.area_total::lib.area, h.area_living::lib.area, h.area_land::lib.area,
        h.energy_class, h.access_note, 'building', case when h.is_alarm then 'bad' end,
        h.street || ', ' || h.number, array['call?house=' || h.house_id]
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    left join people.zone_managers as zm on zm.zone_id = h.zone_id and zm.during @> people.today()
    left join people.staff as m on m.staff_id = zm.staff_id
    where h.house_id = p_house;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function operator.house_card(lib.house_ref) is 'Паспорт дома
@kind card
@bold address
@column manager_name Менеджер
@column floors Этажей
@column living_count Квартир';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_tiles house_orders | house_findings house_entrances',
    p_icon => 'building',
    p_up => 'houses');
