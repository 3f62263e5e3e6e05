-- @cabinet operator scope=sees_all reads=people,estate,desk,talk,upkeep title=Диспетчер frame=staff home=call
-- @shares profile inbox order order_desk orders house houses resident residents check house_check order_papers document documents
-- @shares house_data object places emergency_sheet emergency_sheet_papers
-- @shares schedule absence
-- @shares outages outage outage_new outage_when outage_text outage_send outage_sheet house_outages
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
    select 'queue', coalesce((select q.total from desk.queue_rows(p_limit => 1) as q), 0)::integer
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
@personal';

create function operator.call_said(
    p_done lib.order_ref
)
returns table (
    say text,
    number_text text,
    term lib.due,
    performer text,
    _icon text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* After the order is made: the sentence to read to the caller. */
begin
    return query
    select
        cabinet.said(
            case when s.staff_id is null then 'phrase.operator.say_queue' else 'phrase.operator.say' end,
            jsonb_build_object(
                'number', o.number, 'due', desk.moment_said(o.due_at), 'who', s.name,
                'me', (select split_part(c.name, ' ', 2) from people.contacts_for(array[people.me()]) as c)
            )
        ),
        '№ ' || o.number, o.due_at::lib.due, s.name::text, 'telephone', 'order?order=' || o.order_id, array['call']
    from desk.orders as o
    left join people.staff as s on s.staff_id = o.assignee_id
    where o.order_id = p_done;
end
$$;
comment on function operator.call_said(lib.order_ref) is 'Скажите
@kind card
@needs p_done
@bold say
@column say -
@column number_text Заявка
@column term Срок
@column performer Мастер
@personal';

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
        o.title, o.state::lib.state, case lib.language() when 'en' then pl.title_en else pl.title end,
        o.due_at::lib.due, '№ ' || o.number,
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

create function operator.call_services(
    p_house lib.house_ref,
    p_place text default 'flat',
    p_what lib.search default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null,
    p_service lib.service_ref default null
)
returns table (
    title text,
    category text,
    urgent text,
    _icon text,
    _link text,
    _badge text,
    _current boolean,
    _class text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What happened: the frequent six of a place, or found by a word. Choosing keeps who calls and from where. */
begin
    return query
    select
        case lib.language() when 'en' then coalesce(s.title_en, s.title) else s.title end,
        case lib.language() when 'en' then coalesce(s.category_en, s.category) else s.category end,
        case when s.priority = 'emergency' then cabinet.said('phrase.emergency') end, coalesce(s.icon, pl.icon),
        'call?' || concat_ws(
            '&', 'house=' || p_house, 'premise=' || p_premise, 'resident=' || p_resident,
            'contact_phone=' || substr(p_contact_phone, 2), 'place=' || s.place, 'service=' || s.service_id
        ),
        case when s.priority = 'emergency' then 'bad' end,
        s.service_id is not distinct from p_service,
        case when s.service_id = p_service then 'chosen' end
    from desk.services as s
    join desk.places as pl on pl.place = s.place
    where
        s.active
        and (
            case
                when p_what is not null then s.search like '%' || lower(replace(p_what, 'ё', 'е')) || '%'
                else s.place = p_place and (s.frequent is not null or s.service_id = p_service)
            end
        )
    order by s.service_id is distinct from p_service, s.place <> p_place, s.frequent nulls last, s.category, s.title
    limit 12;
end
$$;
comment on function operator.call_services(
    lib.house_ref, text, lib.search, lib.premise_ref, lib.user_ref, lib.phone, lib.service_ref
) is 'Что случилось
@kind cards
@needs p_house
@until p_service
@tabs p_place
@options p_place call_place_options
@filter p_what
@field p_what Найти слово
@placeholder p_what кран, лифт, свет
@bold title
@column category -
@column urgent -
@empty Такой услуги нет. Возьмите ближайшую и опишите словами';


create function operator.call_place_options()
returns table (
    value text,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where the problem may be. */
begin
    return query
    select p.place, case lib.language() when 'en' then p.title_en else p.title end, p.icon
    from desk.places as p
    order by p.position;
end
$$;
comment on function operator.call_place_options() is 'Место';

create function operator.call_advice(
    p_service lib.service_ref
)
returns table (
    title text,
    say_first text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What to tell the caller first: close the tap, call 104. */
begin
    return query
    select
        case lib.language() when 'en' then coalesce(s.title_en, s.title) else s.title end,
        case lib.language() when 'en' then coalesce(s.advice_en, s.advice) else s.advice end,
        'exclamation-triangle'
    from desk.services as s
    where s.service_id = p_service and s.advice is not null;
end
$$;
comment on function operator.call_advice(lib.service_ref) is 'Скажите сначала
@kind card
@needs p_service
@until p_done
@hide_empty
@bold say_first
@column title Что
@column say_first -';

create function operator.call_route(
    p_service lib.service_ref,
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_entrance lib.entrance_ref default null
)
returns table (
    who text,
    due lib.due,
    reason text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who would go and by when, computed by routing itself, taking nothing. */
begin
    return query
    select
        coalesce(r.staff_name, cabinet.said('phrase.operator.nobody_yet')), r.due_at::lib.due, r.reason,
        'person-check', case when r.staff_id is null then 'warn' else 'ok' end
    from desk.route_explain(
        p_service => p_service, p_house => p_house, p_entrance => p_entrance, p_premise => p_premise
    ) as r
    where r.chosen;
end
$$;
comment on function operator.call_route(
    lib.service_ref, lib.house_ref, lib.premise_ref, lib.entrance_ref
) is 'Кто поедет и к какому сроку
@kind card
@needs p_service p_house
@until p_done
@bold who
@column who Поедет
@column due Срок
@column reason Почему
@personal';

create function operator.call_create(
    p_service lib.service_ref,
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_entrance lib.entrance_ref default null,
    p_description lib.note default null,
    p_convenient text default null,
    p_access_note text default null,
    p_contact_phone lib.phone default null,
    p_caller_name text default null,
    p_resident lib.user_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Files the order by phone, «со слов», writes the call into the journal and gives the sentence to read aloud. */
declare
    v_order bigint;
begin
    v_order := desk.order_create(
        p_service => p_service, p_premise => p_premise, p_house => p_house, p_entrance => p_entrance,
        p_description => p_description, p_convenient => p_convenient, p_access_note => p_access_note,
        p_contact_phone => p_contact_phone, p_channel => 'phone', p_caller_name => p_caller_name,
        p_resident => p_resident
    );
    perform desk.call_record(
        p_result => 'order', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise,
        p_caller => p_resident, p_order => v_order, p_note => p_caller_name
    );
    return (
        select row(
            cabinet.said('phrase.operator.created', jsonb_build_object('number', o.number)),
            '/operator/call?done=' || o.order_id
        )::lib.outcome
        from desk.orders as o
        where o.order_id = v_order
    );
end
$$;
comment on function operator.call_create(
    lib.service_ref, lib.house_ref, lib.premise_ref, lib.entrance_ref, lib.note, text, text, lib.phone, text, lib.user_ref
) is 'Новая заявка
@needs p_service p_house
@prefill call_draft
@options p_entrance call_entrance_options
@options p_resident call_person_options
@options p_convenient call_window_options
@choice p_convenient
@field p_service Что случилось
@field p_description Одной фразой
@placeholder p_description Капает под раковиной, подставили таз
@field p_convenient Когда дома
@field p_access_note Код домофона, как пройти
@field p_contact_phone Телефон для мастера
@field p_caller_name Кто звонит, если не житель
@field p_resident Житель
@hint p_resident Оставьте пустым, если звонит не житель
@submit Создать заявку
@icon plus-circle';

create function operator.call_draft(
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns table (
    p_access_note text,
    p_entrance lib.entrance_ref,
    p_caller_name text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is known already: access of the last order from this flat, its entrance. */
begin
    return query
    select
        coalesce(
            (
                select o.access_note
                from desk.orders as o
                where o.premise_id = p.premise_id and o.access_note is not null
                order by o.order_id desc
                limit 1
            ),
            p.access_note, e.door_code
        ),
        p.entrance_id::lib.entrance_ref, null::text
    from estate.premises as p
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where p.premise_id = p_premise;
end
$$;
comment on function operator.call_draft(lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Что уже известно
@personal';

create function operator.call_entrance_options(
    p_house lib.house_ref,
    p_service lib.service_ref
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
/* Entrances of the house, where the trouble is in an entrance or a lift; nothing to choose otherwise. */
begin
    return query
    select e.entrance_id::text, cabinet.said('phrase.entrance', jsonb_build_object('number', e.number))
    from desk.services as s
    join desk.places as p on p.place = s.place and p.level = 'entrance'
    join estate.entrances as e on e.house_id = p_house
    where s.service_id = p_service
    order by e.number;
end
$$;
comment on function operator.call_entrance_options(lib.house_ref, lib.service_ref) is 'Подъезды';

create function operator.call_person_options(
    p_premise lib.premise_ref
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Residents of the flat. */
begin
    return query
    select r.user_id::text, r.name, r.kind_title
    from people.premise_residents(p_premise) as r;
end
$$;
comment on function operator.call_person_options(lib.premise_ref) is 'Жители
@personal';

create function operator.call_house_options(
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
/* Houses by part of the address. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function operator.call_house_options(lib.house_ref, text) is 'Дома';

create function operator.call_premise_options(
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
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
/* Flats as one hears them, «сад 12 47»; in the house that was chosen. */
begin
    return query
    select p_premise::text, people.place_label(p_premise)
    where p_premise is not null
    union
    select f.premise_id::text, people.place_label(f.premise_id)
    from desk.caller_find(coalesce(p_search, '')) as f
    where f.premise_id is not null and (p_house is null or f.house_id = p_house)
    order by 2;
end
$$;
comment on function operator.call_premise_options(lib.house_ref, lib.premise_ref, text) is 'Квартиры';

create function operator.call_window_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When the caller is at home, kept in words. */
begin
    return query
    select w.said, w.said
    from unnest(array['any', 'morning', 'day', 'evening', 'weekend']) with ordinality as c (code, n)
    cross join lateral (select cabinet.said('phrase.window.' || c.code)) as w (said)
    order by c.n;
end
$$;
comment on function operator.call_window_options() is 'Окно';

create function operator.call_join(
    p_order lib.order_ref,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Joins a call to an open order: the journal has it and the performer reads that another flat reports the same. A known
resident joins by name where the trouble is the house's, and is told when it is done.
*/
declare
    v_number bigint;
    v_house bigint;
    v_due timestamptz;
begin
    select o.number, o.house_id, o.due_at
    into v_number, v_house, v_due
    from desk.orders as o
    where o.order_id = p_order and o.open;
    if v_number is null then
        perform cabinet.refuse('not_found');
    end if;
    perform desk.message_send(
        p_order => p_order,
        p_body => cabinet.said('phrase.operator.joined_note', jsonb_build_object(
            'place', coalesce(people.place_label(p_premise), '—'), 'note', p_note)),
        p_internal => true
    );
    if p_resident is not null and exists (
        select from desk.orders as o
        join desk.places as pl on pl.place = o.place and pl.level <> 'premise'
        where
            o.order_id = p_order
            and not exists (
                select from people.relations as r
                where r.user_id = p_resident and r.premise_id = o.premise_id and r.during @> people.today()
            )
    ) then
        perform desk.order_join(p_order => p_order, p_resident => p_resident);
    end if;
    perform desk.call_record(
        p_result => 'joined', p_phone => p_contact_phone, p_house => v_house, p_premise => p_premise,
        p_caller => p_resident, p_order => p_order,
        p_note => p_note
    );
    return row(
        cabinet.said('phrase.operator.joined', jsonb_build_object('number', v_number, 'due', desk.moment_said(v_due))),
        '/operator/call'
    )::lib.outcome;
end
$$;
comment on function operator.call_join(
    lib.order_ref, lib.premise_ref, lib.user_ref, lib.phone, text
) is 'Присоединить звонок
@options p_resident call_person_options
@field p_resident Житель
@hint p_resident Ему напишем, когда сделают
@field p_note Что добавил звонивший
@submit Присоединить
@style secondary
@icon plus-circle';

create function operator.call_record(
    p_note text,
    p_contact_phone lib.phone default null,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Records a consultation: asked, answered, no order. */
begin
    perform desk.call_record(
        p_result => 'advice', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise,
        p_caller => p_resident, p_note => p_note
    );
    return row(cabinet.said('phrase.operator.recorded'), '/operator/call')::lib.outcome;
end
$$;
comment on function operator.call_record(text, lib.phone, lib.house_ref, lib.premise_ref, lib.user_ref) is 'Консультация
@options p_house call_house_options
@options p_premise call_premise_options
@options p_resident call_person_options
@field p_note О чём спросили и что ответили
@submit Записать консультацию
@style secondary
@icon check-lg';

create function operator.call_back(
    p_contact_phone lib.phone,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Promises to call back in 10 minutes: the promise stands in the journal of the shift until it is kept. */
begin
    perform desk.call_record(
        p_result => 'call_back', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise, p_note => p_note,
        p_call_back_in => interval '10 minutes'
    );
    return row(
        cabinet.said('phrase.operator.call_back', jsonb_build_object(
            'at', to_char(lib.moment() + interval '10 minutes', 'FMHH24:MI'))),
        '/operator/call'
    )::lib.outcome;
end
$$;
comment on function operator.call_back(lib.phone, lib.house_ref, lib.premise_ref, text) is 'Перезвонить
@options p_house call_house_options
@options p_premise call_premise_options
@field p_contact_phone Куда
@field p_note О чём
@submit Перезвонить через 10 минут
@style secondary
@icon telephone';

create function operator.call_promised()
returns table (
    phone lib.phone,
    call_back_by lib.due,
    address text,
    note text,
    _badge text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Promised calls not made yet, the last promised first: an old promise must not hide a fresh one. */
begin
    return query
    select
        c.phone::lib.phone, c.call_back_by::lib.due,
        coalesce(people.place_label(c.premise_id), h.street || ', ' || h.number), c.note,
        case when c.call_back_by < lib.moment() then 'bad' else 'warn' end, array['shift_called?call=' || c.call_id]
    from desk.calls as c
    left join estate.houses as h on h.house_id = c.house_id
    where c.call_back_by is not null and c.called_back_at is null
    order by c.call_back_by desc
    limit 10;
end
$$;
comment on function operator.call_promised() is 'Обещали перезвонить
@kind cards
@until p_house
@hide_empty
@bold phone call_back_by
@column call_back_by До
@column note О чём
@personal';

create function operator.call_other(
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When no order is needed: a consultation, or a promise to call back; both take the caller and the place along. */
begin
    return query
    select
        cabinet.said('phrase.operator.other'),
        array['call_record?' || w.known, 'call_back?' || w.known]
    from (
        select concat_ws(
            '&', 'house=' || p_house, 'premise=' || p_premise, 'resident=' || p_resident,
            'contact_phone=' || substr(p_contact_phone, 2)
        )
    ) as w (known);
end
$$;
comment on function operator.call_other(lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Без заявки
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'call', p_title => 'Звонок',
    p_blocks => 'call_said call_matches call_place outages_call call_people call_services call_advice call_create'
    || ' | call_route call_open call_promised call_other',
    p_icon => 'telephone', p_menu => 10, p_group => 'Приём', p_phone => true);
