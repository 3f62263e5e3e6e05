-- @cabinet operator scope=sees_all reads=people,estate,desk,talk,upkeep title=Диспетчер frame=staff home=call
-- @shares profile profile_own inbox document documents
-- @shares order order_desk order_desk_moves order_windows order_links orders_at orders house houses resident residents check house_check order_papers
-- @shares house_data object places emergency_sheet emergency_sheet_papers
-- @shares schedule absence
-- @shares outages outage outage_deeds outage_new outage_when outage_text outage_send house_outages
-- @shares task house_works

create function operator.counters()
returns table (
    page text,
    counter integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What waits for the dispatcher: orders that fall, requests to join, promised calls. */
begin
    return query
    select 'queue', (
        select count(*) from desk.orders as o
        where o.open and desk.order_falls(o.state, o.assignee_id, o.clock_started_at, o.due_at)
    )::integer
    union all
    select 'approvals', people.join_requests_waiting()::integer
    union all
    select 'shift', (
        select count(*) from desk.calls as c where c.call_back_by is not null and c.called_back_at is null
    )::integer
    union all
    select 'quality', (select count(*) from desk.orders_unchecked() as u)::integer;
end
$$;
comment on function operator.counters() is 'Счётчики меню';

create function operator.call_matches(
    p_search lib.search default null
)
returns table (
    title text,
    note text,
    open_orders bigint,
    _icon text,
    _link text,
    _badge_open_orders text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who calls: matches of one field, best first. The link keeps place and person for the form below. */
begin
    return query
    select
        f.title, f.note, nullif(f.open_orders, 0),
        case f.hit when 'order' then 'tools' when 'person' then 'person' when 'house' then 'building' else 'house-door' end,
        case
            when f.order_id is not null then 'order?order=' || f.order_id
            else 'call?' || concat_ws(
                '&', 'house=' || f.house_id, 'premise=' || f.premise_id, 'resident=' || f.user_id,
                'contact_phone=' || case
                    when f.hit = 'person' and lib.phone_digits(p_search) is not null
                        then substr(lib.phone_digits(p_search), 2)
                end
            )
        end,
        case when f.open_orders > 0 then 'info' end
    from desk.caller_find(coalesce(p_search, '')) as f;
end
$$;
comment on function operator.call_matches(lib.search) is 'Кто звонит
Можно коротко: «сад 12 47» найдёт Садовую, 12, кв. 47. Последние четыре цифры телефона тоже подойдут.
@kind cards
@until p_house
@filter p_search
@field p_search Телефон, адрес, счёт, ФИО или № заявки
@placeholder p_search Телефон, адрес, счёт, ФИО или № заявки
@bold title note
@column title Кто и откуда
@column note -
@column open_orders Открыто заявок
@empty Здесь появится, кто звонит. Не находится: выберите дом на слух, адреса достаточно
@personal
@create call';

create function operator.call_place(
    p_house lib.house_ref,
    p_premise lib.premise_ref default null
)
returns table (
    address text,
    where_in text,
    door_code text,
    access_note text,
    zone_name text,
    manager_name text,
    _icon text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The place the call is about: how to get in, who answers for it. */
begin
    return query
    select
        coalesce(people.place_label(p.premise_id), h.street || ', ' || h.number),
        concat_ws(
            ', ',
            case when e.entrance_id is not null then
                cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)) end,
            case when p.floor is not null then cabinet.said('phrase.floor', jsonb_build_object('number', p.floor)) end
        ),
        e.door_code, coalesce(p.access_note, h.access_note), z.name::text, m.name::text, 'house-door',
        'house?house=' || h.house_id, array['call']
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    left join estate.premises as p on p.premise_id = p_premise and p.house_id = h.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    left join people.zone_managers as zm on zm.zone_id = h.zone_id and zm.during @> people.today()
    left join people.staff as m on m.staff_id = zm.staff_id
    where h.house_id = p_house and (p_premise is null or p.premise_id is not null);
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function operator.call_place(lib.house_ref, lib.premise_ref) is 'Откуда
@kind card
@needs p_house
@bold address
@column where_in Где
@column manager_name Менеджер точки';

create function operator.call_people(
    p_premise lib.premise_ref
)
returns table (
    name text,
    phone lib.phone,
    relation text,
    wish text,
    _link text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who lives there, with phones: the dispatcher sees all contacts. */
begin
    return query
    select r.name, r.phone::lib.phone, r.kind_title, w.wish, 'resident?person=' || r.user_id, null::text
    from people.premise_residents(p_premise) as r
    left join lateral people.person_wish(r.user_id) as w (wish) on true;
end
$$;
comment on function operator.call_people(lib.premise_ref) is 'Кто живёт
@kind cards
@needs p_premise
@bold name phone
@column relation Кто
@column wish Просит
@empty В кабинете никого нет. Спросите имя и телефон, заявку примем и так
@personal';

create function operator.call_open(
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns table (
    title text,
    state lib.state,
    where_text text,
    due lib.due,
    number_text text,
    _badge_due text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open now in this flat and on the common places of the house: the caller may mean one of these. */
begin
    return query
    select
        desk.order_title(o.service_id, o.title), o.state::lib.state, case lib.language() when 'en' then pl.title_en else pl.title end,
        o.due_at::lib.due, desk.order_number(o.number),
        case when o.due_at < lib.moment() then 'bad' end,
        'order?order=' || o.order_id,
        array['call_join?' || concat_ws(
            '&', 'order=' || o.order_id, 'premise=' || p_premise, 'resident=' || p_resident,
            'contact_phone=' || substr(p_contact_phone, 2))]
    from desk.orders as o
    join desk.places as pl on pl.place = o.place
    where
        o.house_id = p_house and o.open
        and (o.premise_id = p_premise or pl.level <> 'premise')
    order by o.premise_id is not distinct from p_premise desc, o.emergency desc, o.due_at
    limit 12;
end
$$;
comment on function operator.call_open(lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Сейчас в доме
Если звонят о том же, присоедините звонок: вторая заявка не нужна.
@kind cards
@needs p_house
@until p_done
@hide_empty
@bold title state
@column where_text Место
@column due Срок
@column number_text -
@personal';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'call', p_title => 'Звонок',
    p_blocks => 'call_said call_matches call_place outages_call call_people call_services call_advice call_create'
    || ' | call_route call_open call_promised call_other',
    p_icon => 'telephone', p_menu => 10, p_group => 'Приём', p_phone => true);
