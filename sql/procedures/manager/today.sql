-- @cabinet manager scope=sees_houses reads=people,estate,desk,talk,upkeep title=Мастер и менеджер точки frame=staff home=today
-- @shares profile profile_own inbox order order_windows order_links check house_check order_papers document documents
-- @shares house_data house_deeds house_repairs object object_deeds places emergency_sheet emergency_sheet_papers
-- @shares schedule absence leave_desk permits
-- @shares outages outage outage_deeds outage_new outage_when outage_text outage_send house_outages
-- @shares material
-- @shares task house_works

create function manager.today_waiting()
returns table (
    order_id bigint,
    why text
)
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/* Orders about which a zone's manager decides, and why: nobody has it, late or nearly, returned by the resident. */
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_now timestamptz := lib.moment();
begin
    if cardinality(v_zones) = 0 then
        return;
    end if;
    return query
    select
        o.order_id,
        case
            when o.assignee_id is null then 'unassigned'
            when o.due_at < v_now then 'overdue'
            when o.returned_count > 0 then 'returned'
            else 'threatened'
        end
    from desk.orders as o
    join desk.states as s on s.state = o.state
    where
        o.zone_id = any (v_zones) and o.open and s.clock_runs and o.state <> 'merged'
        and (
            o.assignee_id is null or o.due_at < v_now + interval '2 hours'
            or (o.returned_count > 0 and o.state in ('new', 'assigned'))
        )
    order by o.emergency desc, o.assignee_id is null desc, o.due_at
    limit 20;
end
$$;
comment on function manager.today_waiting() is 'О чём решать сейчас
@internal';

create function manager.counters()
returns table (
    page text,
    counter integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What waits for this person: orders to accept, the queue, and what a manager must decide. */
begin
    return query
    select 'today', (
        select count(*)
        from desk.orders as o
        where o.assignee_id = (select people.my_staff()) and o.open and o.state = 'assigned'
    )::integer + (select count(*) from manager.today_waiting())::integer
    union all
    select 'queue', count(*)::integer
    from desk.queue_orders();
end
$$;
comment on function manager.counters() is 'Счётчики меню';

create function manager.today_first()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The order to go to now: what is begun, then what one is on the way to, then the nearest visit, emergency, term. */
declare
    v_staff bigint := people.my_staff();
begin
    return (
        select o.order_id
        from desk.orders as o
        where o.assignee_id = v_staff and o.open and o.state in ('assigned', 'in_progress')
        order by
            o.started_at is null, o.on_way_at is null, not o.emergency, coalesce(o.visit_from, o.due_at), o.order_id
        limit 1
    );
end
$$;
comment on function manager.today_first() is 'Куда ехать сейчас
@internal';

create function manager.today_next()
returns table (
    address text,
    title text,
    state lib.state,
    visit tstzrange,
    due lib.due,
    map lib.place,
    entrance_text text,
    access_note text,
    convenient text,
    resident_name text,
    phone lib.phone,
    description lib.note,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where to go now. One button of the state: accept, depart, start, report. */
begin
    return query
    select
        c.address, c.title, desk.worker_state(o.state, o.on_way_at, o.started_at)::lib.state, c.visit, c.due,
        h.address::lib.place,
        concat_ws(
            ', ', desk.part_said('said.entrance', e.number::text),
            desk.part_said('said.floor', p.floor::text),
            desk.part_said('said.door_code', e.door_code::text)),
        nullif(concat_ws('. ', c.access_note, p.access_note), ''), c.convenient, c.resident_name, c.contact_phone, c.description::lib.note,
        c.number_text, c._badge_state, c._icon_state, c._badge_due, 'order?order=' || c.order_id,
        array_remove(array[desk.worker_step(c.order_id)], null)
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    cross join lateral desk.order_card(o.order_id) as c
    left join estate.entrances as e on e.entrance_id = o.entrance_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where o.order_id = (select manager.today_first());
end
$$;
comment on function manager.today_next() is 'Следующий выезд
@kind card
@bold address title state
@column visit Визит
@column due Срок
@column map Карта
@column entrance_text Как войти
@column access_note Доступ
@column convenient Когда дома
@column resident_name Житель
@column phone Телефон
@column description Что случилось
@column number_text Заявка
@column address -
@column title -
@empty На сегодня всё. Посмотрите свободные заявки
@personal';

create function manager.today_list()
returns table (
    address text,
    title text,
    state lib.state,
    visit tstzrange,
    due lib.due,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The other open orders of this person in the order of time. */
declare
    v_staff bigint := people.my_staff();
    v_first bigint := manager.today_first();
begin
    return query
    select
        r.address, r.title, desk.worker_state(r.state, r.on_way_at, r.started_at)::lib.state,
        case when r.visit_to > lib.moment() then tstzrange(r.visit_from, r.visit_to) end,
        r.due_at::lib.due, r.number_text, r.badge, r.icon, case when r.overdue then 'bad' end,
        'order?order=' || r.order_id,
        array_remove(array[w.step], null)
    from desk.order_rows as r
    left join desk.worker_steps(array(
        select o.order_id from desk.orders as o where o.assignee_id = v_staff and o.open and o.order_id is distinct from v_first
    )) as w on w.order_id = r.order_id
    where
        r.assignee_id = v_staff and r.open and r.order_id is distinct from v_first
    order by r.state in ('waiting', 'deferred'), coalesce(r.visit_from, r.due_at), r.order_id
    limit 30;
end
$$;
comment on function manager.today_list() is 'Дальше по времени
@kind cards
@bold address title state
@column visit Визит
@column due Срок
@column number_text -
@column address -
@column title -
@limit 30
@hide_empty
@personal
@create order_new';

create function manager.today_tiles()
returns table (
    title text,
    value text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How much is left, done today, in danger, and free to take. */
declare
    v_staff bigint := people.my_staff();
    v_now timestamptz := lib.moment();
begin
    return query
    with mine as (
        select
            count(*) filter (where o.state in ('assigned', 'in_progress')) as remaining,
            count(*) filter (
                where s.clock_runs and o.due_at < v_now + interval '2 hours'
            ) as threatened
        from desk.orders as o
        join desk.states as s on s.state = o.state
        where o.assignee_id = v_staff and o.open
    )

    select cabinet.said('said.manager.tile_' || t.code), t.n::text, t.icon, t.badge, t.link
    from mine as m
    cross join lateral (
        values
        (1, 'left', m.remaining, 'list-task', null, 'orders?filter=mine'),
        (2, 'done', (
            select count(*)
            from desk.orders as o
            where o.assignee_id = v_staff and not o.open and o.completed_at >= date_trunc('day', v_now)
        ), 'check-circle', 'ok', 'results'),
        (3, 'threatened', m.threatened, 'clock', case when m.threatened > 0 then 'bad' end, 'orders?filter=mine&sort=due'),
        (4, 'queue', (select count(*) from desk.queue_orders()), 'inbox', null, 'queue')
    ) as t (place, code, n, icon, badge, link)
    order by t.place;
end
$$;
comment on function manager.today_tiles() is 'Мой день
@kind tiles
@bold title
@column value -
@column title -';

create function manager.today_decide()
returns table (
    address text,
    title text,
    why text,
    due lib.due,
    assignee_name text,
    number_text text,
    _badge_why text,
    _badge_due text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a zone's manager decides, worst first. */
begin
    return query
    select
        r.address, r.title, cabinet.said('said.manager.why_' || w.why), r.due_at::lib.due, r.assignee_name, r.number_text,
        case w.why when 'overdue' then 'bad' when 'returned' then 'bad' else 'warn' end,
        case when r.overdue then 'bad' end, 'order?order=' || r.order_id,
        array['order_assign?order=' || r.order_id, 'order?order=' || r.order_id]
    from manager.today_waiting() as w
    join desk.order_rows as r on r.order_id = w.order_id
    order by r.emergency desc, r.assignee_id is null desc, r.due_at;
end
$$;
comment on function manager.today_decide() is 'Решить сейчас
@kind cards
@bold address title why
@column why -
@column due Срок
@column assignee_name Исполнитель
@column number_text -
@column address -
@column title -
@hide_empty
@personal';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'today', p_title => 'Сегодня',
    p_blocks => 'today_decide today_next today_list | outages_now today_tiles',
    p_icon => 'sun', p_menu => 10, p_group => 'Работа', p_phone => true);
