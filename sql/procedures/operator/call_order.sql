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
        desk.order_number(o.number), o.due_at::lib.due, s.name::text, 'telephone', 'order?order=' || o.order_id, array['call']
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
