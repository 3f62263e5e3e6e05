create function resident.report_steps(
    p_place text default null,
    p_service lib.service_ref default null
)
returns table (
    title text,
    chosen text,
    _done boolean,
    _current boolean,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where we are in the report: place, problem, details; a finished step leads back to itself. */
declare
    v_english boolean := lib.language() = 'en';
begin
    return query
    select
        cabinet.said('said.resident.report_step_' || n.step),
        case n.step
            when 1 then (
                select case when v_english then pl.title_en else pl.title end from desk.places as pl where pl.place = p_place
            )
            when 2 then (
                select coalesce(case when v_english then s.title_en end, s.title)
                from desk.services as s where s.service_id = p_service
            )
        end,
        case n.step when 1 then p_place is not null when 2 then p_service is not null else false end,
        n.step = case when p_service is not null then 3 when p_place is not null then 2 else 1 end,
        case
            when n.step = 1 and p_place is not null then 'report'
            when n.step = 2 and p_service is not null then 'report?place=' || p_place
        end
    from generate_series(1, 3) as n (step);
end
$$;
comment on function resident.report_steps(text, lib.service_ref) is 'Шаги
@kind steps
@column chosen -
@column title -
@field p_place Где';

create function resident.report_places(
    p_place text default null
)
returns table (
    title text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Step 1: where. Five large tiles. */
begin
    return query
    select
        case when lib.language() = 'en' then p.title_en else p.title end, p.icon, 'report?place=' || p.place
    from desk.places as p
    where exists (select from desk.services as s where s.place = p.place and s.active)
    order by p.position;
end
$$;
comment on function resident.report_places(text) is 'Где случилось?
@kind tiles
@until p_place
@bold title
@column title -
@field p_place Где
@empty Каталог услуг пока пуст. Позвоните диспетчеру, он примет заявку по телефону';

create function resident.report_frequent(
    p_place text,
    p_service lib.service_ref default null
)
returns table (
    title text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Step 2: what. The six most frequent problems of the place. */
begin
    return query
    select
        coalesce(case when lib.language() = 'en' then s.title_en end, s.title), coalesce(s.icon, p.icon),
        case when s.priority = 'emergency' then 'bad' end,
        'report?place=' || s.place || '&service=' || s.service_id
    from desk.services as s
    join desk.places as p on p.place = s.place
    where s.place = p_place and s.active and s.frequent is not null
    order by s.frequent, s.service_id
    limit 6;
end
$$;
comment on function resident.report_frequent(text, lib.service_ref) is 'Что случилось?
@kind tiles
@needs p_place
@until p_service
@bold title
@column title -
@field p_place Где
@hide_empty';

create function resident.report_problems(
    p_place text,
    p_search lib.search default null,
    p_service lib.service_ref default null
)
returns table (
    title text,
    _group text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Step 2: all problems of the place by category, with a search that forgives typing errors. */
begin
    return query
    select
        s.title, s.category, s.icon, case when s.priority = 'emergency' then 'bad' end,
        'report?place=' || s.place || '&service=' || s.service_id
    from desk.service_search(p_search, p_place, 400) with ordinality as s
    order by case when p_search is null then s.category end, s.ordinality;
end
$$;
comment on function resident.report_problems(text, lib.search, lib.service_ref) is 'Все проблемы по разделам
@kind catalogue
@needs p_place
@until p_service
@filter p_search
@placeholder p_search Кран, лампа, батарея
@bold title
@column title -
@field p_place Где
@empty Такого в списке нет. Выберите похожее и опишите своими словами: диспетчер разберётся';

create function resident.report_advice(
    p_service lib.service_ref
)
returns table (
    advice text,
    phone lib.phone,
    term text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Step 3, before the form: what to do first and the emergency telephone where it is dangerous; the legal limit always.
Error: not_found for a service that does not exist.
*/
declare
    v_english boolean := lib.language() = 'en';
begin
    if not exists (select from desk.services as s where s.service_id = p_service and s.active) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        coalesce(case when v_english then s.advice_en end, s.advice),
        case when s.priority <> 'ordinary' then c.emergency_phone end::lib.phone,
        coalesce(
            cabinet.said('said.resident.term', jsonb_build_object(
                'due', desk.moment_said(t.due_at),
                'ground', coalesce(case when v_english then (
                    select k.ground_en from desk.terms as k where k.ground = t.ground limit 1) end, t.ground))), ''),
        case s.priority when 'ordinary' then 'info-circle-fill' else 'exclamation-triangle-fill' end,
        case s.priority when 'emergency' then 'bad' when 'high' then 'warn' else 'info' end
    from desk.services as s
    cross join desk.company_contacts() as c
    left join estate.premises as p on p.premise_id = people.my_premise()
    left join estate.houses as h on h.house_id = p.house_id
    cross join lateral desk.terms_resolve(
        s.service_id, s.priority, lib.moment(), coalesce(h.time_zone, 'Europe/Moscow')) as t
    where s.service_id = p_service;
end
$$;
comment on function resident.report_advice(lib.service_ref) is 'Сначала
@kind card
@needs p_service
@column advice -
@column phone Авария? Звоните
@column term -';

create function resident.report_outage(
    p_service lib.service_ref
)
returns table (
    title text,
    state lib.state,
    until lib.due,
    body text,
    _icon text,
    _badge_state text,
    _link text,
    _class text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Step 3, before the form: the outage at one's own address that explains the problem; «У меня тоже» instead of an order. */
begin
    return query
    select
        a.said, cabinet.said('outage.state.now')::lib.state, a.until::lib.due, a.body, a.icon,
        case a.kind when 'emergency' then 'bad' else 'warn' end, 'outage?outage=' || a.outage_id,
        case a.kind when 'emergency' then 'bad' end,
        case when not 'me_too' = any (w.mine) then array['outage_too?outage=' || a.outage_id] end
    from desk.services as s
    join estate.premises as f on f.premise_id = people.my_premise()
    cross join lateral talk.outages_at(f.house_id, f.entrance_id, f.premise_id) as a
    cross join lateral talk.outage_answered(a.outage_id) as w
    where s.service_id = p_service and s.utility = a.utility and a.state = 'now';
end
$$;
comment on function resident.report_outage(lib.service_ref) is 'Мы уже знаем
Это отключение объясняет вашу проблему. Нажмите «У меня тоже»: напишем, когда вернётся, заявка не нужна.
@kind cards
@needs p_service
@bold title state
@column title -
@column until Ждём к
@column body -
@hide_empty';

create function resident.report_known(
    p_service lib.service_ref
)
returns table (
    title text,
    state lib.state,
    place_text text,
    due lib.due,
    created_at timestamptz,
    _badge_state text,
    _icon_state text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Step 3: the same trouble that is already reported, on the house's common places or from one's own flat. */
begin
    return query
    select
        coalesce(case when lib.language() = 'en' then s.title_en end, s.title),
        desk.resident_word(k.state, k.waiting_reason, k.on_way_at, k.started_at)::lib.state,
        h.street || ', ' || h.number || coalesce(
            ', ' || desk.part_said('said.entrance', e.number::text), ''),
        coalesce(k.deferred_until, k.due_at)::lib.due, k.created_at, st.badge, st.icon,
        case when o.order_id is not null then 'order?order=' || o.order_id end,
        case when o.order_id is null and j.order_id is null then array['report_join?order=' || k.order_id] end
    from (
        select
            c.order_id, c.house_id, c.service_id, c.entrance_id, c.state, c.waiting_reason, c.on_way_at, c.started_at,
            c.deferred_until, c.due_at, c.created_at
        from desk.common_orders(p_service => p_service) as c
        union
        select
            q.order_id, q.house_id, q.service_id, q.entrance_id, q.state, q.waiting_reason, q.on_way_at, q.started_at,
            q.deferred_until, q.due_at, q.created_at
        from desk.orders as q
        where
            q.premise_id = any (array(select people.visible_premises())) and q.open and q.service_id = p_service
    ) as k
    join desk.services as s on s.service_id = k.service_id
    join desk.states as st on st.state = k.state
    join estate.houses as h on h.house_id = k.house_id
    left join estate.entrances as e on e.entrance_id = k.entrance_id
    left join desk.orders as o
        on o.order_id = k.order_id and o.premise_id = any (array(select people.visible_premises()))
    left join desk.order_joins as j on j.order_id = k.order_id
    where st.open and k.house_id = (select p.house_id from estate.premises as p where p.premise_id = people.my_premise())
    order by k.created_at desc
    limit 3;
end
$$;
comment on function resident.report_known(lib.service_ref) is 'Уже знаем
Об этом уже сообщили. То же у вас? Нажмите «У меня тоже»: напишем, когда сделаем. Если другое, отправьте свою заявку.
@kind cards
@needs p_service
@bold title state
@column due Сделаем до
@column created_at Известно с
@column title -
@column place_text -
@hide_empty';

create function resident.report_join(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «У меня тоже»: joins what the house already knows instead of a second order. */
begin
    perform desk.order_join(p_order => p_order);
    return row(cabinet.said('said.resident.report_joined'), '/resident/home')::lib.outcome;
end
$$;
comment on function resident.report_join(lib.order_ref) is 'У меня тоже
@needs p_order
@submit У меня тоже
@icon people';

create function resident.report_send(
    p_service lib.service_ref,
    p_photos lib.photos default '{}',
    p_description lib.note default null,
    p_convenient text default null,
    p_access_note text default null,
    p_phone lib.phone default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Step 3: files the order from the address chosen above; in the entrance or lift: one's own. Says its number and the term. Errors: those of desk.order_create. */
declare
    v_order bigint;
begin
    v_order := desk.order_create(
        p_service => p_service,
        p_premise => people.my_premise(),
        p_description => p_description,
        p_photos => p_photos,
        p_convenient => p_convenient,
        p_access_note => p_access_note,
        p_contact_phone => p_phone
    );
    return (
        select row(
            cabinet.said('said.resident.report_sent', jsonb_build_object(
                'number', o.number, 'due', desk.moment_said(o.due_at),
                'who', coalesce(s.name, cabinet.said('said.dispatcher')))),
            '/resident/order?order=' || v_order
        )::lib.outcome
        from desk.orders as o
        left join people.staff as s on s.staff_id = o.assignee_id
        where o.order_id = v_order
    );
end
$$;
comment on function resident.report_send(
    lib.service_ref, lib.photos, lib.note, text, text, lib.phone
) is 'Подробности
Всё, кроме кнопки, необязательно: фото и пара слов помогут мастеру взять нужное.
@needs p_service
@field p_photos Фото
@hint p_photos Покажите, что сломалось, до 10 снимков
@field p_description Что случилось
@placeholder p_description Например: течёт под раковиной на кухне
@field p_convenient Когда вы дома
@options p_convenient report_times
@choice p_convenient
@field p_access_note Код домофона, как пройти
@placeholder p_access_note 47К2580
@field p_phone Телефон для мастера
@prefill report_draft
@submit Отправить
@icon send';

create function resident.report_draft(
    p_service lib.service_ref
)
returns table (
    p_phone lib.phone,
    p_access_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What we know already: own telephone, the access note of the last order from this address. */
begin
    return query
    select
        c.phone::lib.phone,
        case when l.level = 'premise' then (
            select o.access_note
            from desk.orders as o
            where o.premise_id = p.premise_id and o.resident_id = people.me() and o.access_note is not null
            order by o.order_id desc
            limit 1
        ) end
    from estate.premises as p
    left join desk.services as s on s.service_id = p_service
    left join desk.places as l on l.place = s.place
    left join people.contacts_for(array[people.me()]) as c on true
    where p.premise_id = people.my_premise();
end
$$;
comment on function resident.report_draft(lib.service_ref) is 'Что уже известно
@personal';

create function resident.report_times()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When somebody is at home: words kept as they are shown. */
begin
    return query
    select cabinet.said('said.resident.home_' || t.code), cabinet.said('said.resident.home_' || t.code)
    from unnest(array['any', 'morning', 'day', 'evening', 'weekend']) as t (code);
end
$$;
comment on function resident.report_times() is 'Когда вы дома';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'report', p_title => 'Сообщить о проблеме',
    p_blocks => 'report_steps report_places report_frequent report_problems report_advice report_outage report_known report_send',
    p_icon => 'plus-circle', p_right => 'orders');
