create function supervisor.house_card(
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
        h.street || ', ' || h.number, array['house_edit?house=' || h.house_id]
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
comment on function supervisor.house_card(lib.house_ref) is 'Паспорт дома
@kind card
@bold address
@column manager_name Менеджер
@column floors Этажей
@column living_count Квартир';

create function supervisor.house_history(
    p_house lib.house_ref
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
/* Changes of the passport with their source. */
begin
    return query
    select c.at, c.title, c.note, c.author
    from cabinet.rule_history('houses', p_house::text) as c;
end
$$;
comment on function supervisor.house_history(lib.house_ref) is 'История данных
@kind timeline
@hide_empty';

create function supervisor.house_edit(
    p_house lib.house_ref,
    p_reason lib.title,
    p_built_year lib.year default null,
    p_house_type text default null,
    p_wall_material text default null,
    p_floors_max smallint default null,
    p_floors_min smallint default null,
    p_entrances_count smallint default null,
    p_premises_count integer default null,
    p_living_count integer default null,
    p_area_total lib.area default null,
    p_area_living lib.area default null,
    p_area_common lib.area default null,
    p_area_land lib.area default null,
    p_is_alarm boolean default null,
    p_energy_class text default null,
    p_access_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Corrects the passport; the source of the data stands in the history. */
begin
    perform estate.house_edit(
        p_house => p_house, p_reason => p_reason, p_built_year => p_built_year, p_house_type => p_house_type,
        p_wall_material => p_wall_material, p_floors_max => p_floors_max, p_floors_min => p_floors_min,
        p_entrances_count => p_entrances_count, p_premises_count => p_premises_count, p_living_count => p_living_count,
        p_area_total => p_area_total, p_area_living => p_area_living, p_area_common => p_area_common,
        p_area_land => p_area_land, p_is_alarm => p_is_alarm, p_energy_class => p_energy_class,
        p_access_note => p_access_note
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function supervisor.house_edit(
    lib.house_ref, lib.title, lib.year, text, text, smallint, smallint, smallint, integer, integer, lib.area, lib.area,
    lib.area, lib.area, boolean, text, text
) is 'Исправить данные дома
Пустое поле значит «не знаем».
@prefill house_edit_draft
@field p_reason Источник данных
@placeholder p_reason Техпаспорт 1978 года, обмер 12.11
@field p_floors_max Этажей, больше всего
@field p_floors_min Этажей, меньше всего
@field p_premises_count Помещений
@field p_living_count Из них квартир
@field p_area_common Общее имущество
@field p_is_alarm Аварийный
@submit Исправить данные
@icon check-lg
@needs p_house';

create function supervisor.house_edit_draft(
    p_house lib.house_ref
)
returns table (
    p_built_year lib.year,
    p_house_type text,
    p_wall_material text,
    p_floors_max smallint,
    p_floors_min smallint,
    p_entrances_count smallint,
    p_premises_count integer,
    p_living_count integer,
    p_area_total lib.area,
    p_area_living lib.area,
    p_area_common lib.area,
    p_area_land lib.area,
    p_is_alarm boolean,
    p_energy_class text,
    p_access_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The passport as it is. */
begin
    return query
    select
        h.built_year::lib.year, h.house_type, h.wall_material, h.floors_max, h.floors_min, h.entrances_count,
        h.premises_count, h.living_count, h.area_total::lib.area, h.area_living::lib.area, h.area_common::lib.area,
        h.area_land::lib.area, h.is_alarm, h.energy_class, h.access_note
    from estate.houses as h
    where h.house_id = p_house;
end
$$;
comment on function supervisor.house_edit_draft(lib.house_ref) is 'Данные сейчас';

create function supervisor.house_edit_options(
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
/* Houses by part of the address; without one the first two hundred, so that a filter has something to choose. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function supervisor.house_edit_options(lib.house_ref, text) is 'Дома';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_tiles house_orders | house_findings house_entrances house_history',
    p_icon => 'building',
    p_up => 'houses');
