create function resident.house_card()
returns table (
    address text,
    premise_text text,
    built_year lib.year,
    floors smallint,
    entrances_count smallint,
    living_count integer,
    area_total lib.area,
    wall_material text,
    energy_class text,
    is_alarm boolean,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Passport of the house of the address chosen above. */
begin
    return query
    select
        h.address, desk.part_said('said.flat', p.number::text)
        || coalesce(', ' || desk.part_said('said.entrance', e.number::text), '')
        || coalesce(', ' || desk.part_said('said.floor', p.floor::text), ''),
        h.built_year::lib.year, h.floors_max, h.entrances_count, h.living_count, h.area_total::lib.area,
        h.wall_material, h.energy_class, h.is_alarm, 'building'
    from estate.premises as p
    join estate.houses as h on h.house_id = p.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where p.premise_id = people.my_premise();
end
$$;
comment on function resident.house_card() is 'Паспорт дома
@kind card
@bold address
@column premise_text Ваша квартира
@column built_year Год постройки
@column floors Этажей
@column entrances_count Подъездов
@column living_count Квартир
@column area_total Площадь дома
@column wall_material Стены
@column energy_class Класс энергоэффективности
@column is_alarm Аварийный
@column address -
@empty Адрес пока не привязан. Откройте «Мои адреса» и добавьте квартиру';

create function resident.house_manager()
returns table (
    name text,
    position_title text,
    phone lib.phone,
    hours text,
    emergency_phone lib.phone,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who answers for the house: the manager of its zone, with the office's hours and telephone. */
begin
    return query
    select m.name, m.position_title, c.office_phone::lib.phone, c.office_hours, c.emergency_phone::lib.phone,
        'person-badge'
    from desk.company_contacts() as c
    left join desk.house_manager(people.my_premise()) as m on true;
end
$$;
comment on function resident.house_manager() is 'Кто отвечает за дом
@kind card
@bold name
@column name -
@column position_title -
@column phone Телефон
@column hours Часы приёма
@column emergency_phone Авария, круглосуточно
@hide_empty';

create function resident.house_orders()
returns table (
    title text,
    state lib.state,
    place_text text,
    due lib.due,
    created_at timestamptz,
    _badge_state text,
    _icon_state text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders on common places, several reports of the same trouble in the same place as one row. */
begin
    return query
    select
        max(coalesce(case when lib.language() = 'en' then s.title_en end, s.title))
        || case when count(*) > 1 then ' · ' || cabinet.said('said.reports', jsonb_build_object('n', count(*))) else '' end,
        (array_agg(desk.resident_word(k.state, k.waiting_reason, k.on_way_at, k.started_at) order by st.position desc))[1]
        ::lib.state,
        h.street || ', ' || h.number || ', ' || coalesce(
            lower(case when lib.language() = 'en' then pl.title_en else pl.title end)
            || coalesce(' ' || e.number, ''), ''),
        min(coalesce(k.deferred_until, k.due_at))::lib.due, min(k.created_at),
        (array_agg(st.badge order by st.position desc))[1], (array_agg(st.icon order by st.position desc))[1]
    from desk.common_orders() as k
    join desk.services as s on s.service_id = k.service_id
    join desk.places as pl on pl.place = k.place
    join desk.states as st on st.state = k.state
    join estate.houses as h on h.house_id = k.house_id
    left join estate.entrances as e on e.entrance_id = k.entrance_id
    where st.open
    group by h.street, h.number, h.house_id, k.service_id, pl.title, pl.title_en, e.number
    order by min(k.due_at);
end
$$;
comment on function resident.house_orders() is 'Что чиним в доме
@kind cards
@bold title state
@column due Сделаем до
@column created_at Известно с
@column title -
@column place_text -
@empty Сейчас в подъездах, лифтах и во дворе всё исправно. Заметили поломку? Сообщите';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'house', p_title => 'Мой дом',
    p_blocks => 'house_card house_orders | house_manager home_news',
    p_icon => 'building', p_menu => 40, p_phone => true);
