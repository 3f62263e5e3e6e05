create function resident.house_card()
returns table (
    address text,
    premise_text text,
    fields lib.attribute_cells,
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
        coalesce(estate.attribute_cells(
            'house', estate.passport(h.house_id) - '{access_note,council_chair,contract_number,contract_on}'::text[],
            p_known => true
        ), '[]')::lib.attribute_cells,
        'building'
    from estate.premises as p
    join estate.houses as h on h.house_id = p.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where p.premise_id = people.my_premise();
end
$$;
comment on function resident.house_card() is 'Паспорт дома
@kind card
@fold
@bold address
@column premise_text Ваша квартира
@column fields -
@column address -
@empty Адрес пока не привязан. Откройте «Мои адреса» и добавьте квартиру';

create function resident.house_equipment()
returns table (
    title text,
    place_text text,
    note text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What serves the house of the address chosen above; nothing of a neighbour's flat. */
begin
    return query
    select
        o.name::text, estate.object_place_said(o.entrance_id, null),
        estate.values_said(o.object_type, o."values", array(
            select a.code from estate.attributes as a
            where a.object_type = o.object_type and a.in_list and a.active and o."values" ? a.code
        )), t.icon
    from estate.objects as o
    join estate.object_types as t on t.object_type = o.object_type
    where
        o.house_id = (select p.house_id from estate.premises as p where p.premise_id = people.my_premise())
        and o.retired_on is null
    order by t.position, o.name, o.object_id
    limit 60;
end
$$;
comment on function resident.house_equipment() is 'Оборудование дома
@kind cards
@hide_empty
@bold title
@column title -
@column place_text -
@column note -
@limit 60';

create function resident.house_repairs()
returns table (
    title text,
    state text,
    happens text,
    performer_name text,
    warranty_until date,
    _badge_state text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Repairs of the house planned and done; those of other flats are not told. */
begin
    return query
    select
        r.title::text, cabinet.said('said.repair.' || r.state)
        || case when r.capital then ', ' || cabinet.said('said.repair.capital') else '' end,
        coalesce(to_char(r.finished_on, 'DD.MM.YYYY'), r.planned_year::text), r.performer_name, r.warranty_until,
        case r.state when 'planned' then 'info' else 'ok' end
    from estate.repairs as r
    where
        r.house_id = (select p.house_id from estate.premises as p where p.premise_id = people.my_premise())
        and r.state <> 'cancelled'
    order by r.state <> 'planned', case when r.state = 'planned' then r.planned_year end, r.finished_on desc, r.repair_id;
end
$$;
comment on function resident.house_repairs() is 'Ремонты дома
@hide_empty
@bold title state happens
@column happens Когда
@column performer_name Кто делал
@column warranty_until Гарантия до';

create function resident.house_emergencies()
returns table (
    happened_on date,
    title text,
    consequences text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Accidents of the house. */
begin
    return query
    select e.happened_on, e.title::text, e.consequences, 'exclamation-triangle'
    from estate.emergencies as e
    where e.house_id = (select p.house_id from estate.premises as p where p.premise_id = people.my_premise())
    order by e.happened_on desc, e.emergency_id
    limit 20;
end
$$;
comment on function resident.house_emergencies() is 'Аварии
@hide_empty
@bold happened_on title
@column consequences Последствия';

create function resident.house_redevelopments()
returns table (
    title text,
    state text,
    document text,
    found_on date,
    _badge_state text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Redevelopments of one's own flat, never a neighbour's. */
begin
    return query
    select
        r.title::text, cabinet.said('said.redevelopment.' || r.state), r.document, r.found_on,
        case r.state when 'legalised' then 'ok' when 'restored' then 'muted' else 'warn' end
    from estate.redevelopments as r
    where r.premise_id = people.my_premise()
    order by r.found_on desc, r.redevelopment_id;
end
$$;
comment on function resident.house_redevelopments() is 'Перепланировки вашей квартиры
@hide_empty
@bold title state
@column document Документ
@column found_on Выявлена';

create function resident.house_gallery()
returns table (
    photo lib.photo,
    title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos and layouts of the house and of one's own flat. */
begin
    return query
    select f.file_id::lib.photo, f.title::text
    from estate.house_files as f
    where
        f.house_id = (select p.house_id from estate.premises as p where p.premise_id = people.my_premise())
        and f.kind in ('photo', 'layout')
    order by f.kind, f.added_at desc, f.file_id
    limit 40;
end
$$;
comment on function resident.house_gallery() is 'Фото и планировки
@kind gallery
@hide_empty
@column title -';

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

create function resident.house_works()
returns table (
    title text,
    planned tstzrange,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is planned in the house of the chosen address within a month; names and grounds are the company's. */
begin
    return query
    select w.title, tstzrange(w.starts_at, w.ends_at), w.icon
    from upkeep.work_rows as w
    join estate.premises as p on p.house_id = w.house_id
    where
        p.premise_id = people.my_premise() and w.state in ('planned', 'in_progress')
        and w.ends_at > lib.moment() and w.starts_at < lib.moment() + interval '31 days'
    order by w.starts_at, w.work_id
    limit 5;
end
$$;
comment on function resident.house_works() is 'Плановые работы дома
@kind cards
@hide_empty
@bold title
@column title -
@column planned Когда';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'house', p_title => 'Мой дом',
    p_blocks => 'outage_here house_card house_orders house_works house_equipment house_repairs house_emergencies house_redevelopments '
        '| house_manager home_news house_gallery',
    p_icon => 'building', p_menu => 40, p_phone => true);
