-- @cabinet resident scope=sees_premises reads=people,estate,desk,talk,upkeep title=Житель frame=resident home=home
-- @shares inbox document profile_own order_windows

create function resident.counters()
returns table (
    page text,
    counter integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What waits for the resident, by page of the menu: work to confirm and orders that wait for an answer. */
begin
    return query
    select 'orders', count(*)::integer
    from desk.orders as o
    where
        o.premise_id = any (array(select people.visible_premises()))
        and (o.state = 'completed' or (o.state = 'waiting' and o.waiting_reason in ('resident', 'no_access')));
end
$$;
comment on function resident.counters() is 'Счётчики меню';

create function resident.home_report()
returns table (
    advice text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The main button of the cabinet. */
begin
    return query select cabinet.said('said.resident.home_report'), 'tools', array['report'];
end
$$;
comment on function resident.home_report() is 'Что-то сломалось?
@kind card
@column advice -';

create function resident.home_welcome()
returns table (
    advice text,
    _title text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The same button under a greeting by name and patronymic, which heads the page. */
begin
    return query
    select
        r.advice,
        cabinet.said('said.resident.greeting', jsonb_build_object('name', regexp_replace(d.name, '^\S+\s+', ''))),
        r._icon, r._actions
    from resident.home_report() as r
    cross join people.my_data() as d;
end
$$;
comment on function resident.home_welcome() is 'Что-то сломалось?
@kind card
@column advice -';

create function resident.home_needs()
returns table (
    title text,
    state lib.state,
    waiting_for text,
    done_work text,
    confirm_by lib.due,
    place_text text,
    number_text text,
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
/* Whose move is the resident's: work that is done waits to be confirmed, a waiting order for an answer or another time. */
begin
    return query
    select
        desk.order_title(o.service_id, o.title), desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at)::lib.state,
        case when o.state = 'waiting' then cabinet.said('said.resident.waiting_' || o.waiting_reason) end,
        case when o.state = 'completed' then (
            select coalesce(nullif(array_to_string(r.done, ', '), ''), r.note)
            from desk.work_reports as r
            where r.order_id = o.order_id
            order by r.work_report_id desc
            limit 1
        ) end,
        case when o.state = 'completed' then o.completed_at + desk.check_span() end::lib.due,
        h.address || coalesce(', ' || desk.part_said('said.flat', p.number::text), ''),
        desk.order_number(o.number), s.badge, s.icon,
        'order?order=' || o.order_id,
        case
            when o.state = 'completed' then array[
                'order_confirm?order=' || o.order_id, 'order_return?order=' || o.order_id]
            when o.waiting_reason = 'no_access' then array[
                'order_visit?order=' || o.order_id, 'order_answer?order=' || o.order_id]
            else array['order_answer?order=' || o.order_id]
        end
    from desk.orders as o
    join desk.states as s on s.state = o.state
    join estate.houses as h on h.house_id = o.house_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where
        o.premise_id = any (array(select people.visible_premises()))
        and (o.state = 'completed' or (o.state = 'waiting' and o.waiting_reason in ('resident', 'no_access')))
    order by o.state = 'waiting' desc, o.order_id
    limit 10;
end
$$;
comment on function resident.home_needs() is 'Нужно от вас
@kind cards
@bold title state
@column waiting_for -
@column done_work Сделано
@column confirm_by Проверьте до
@column number_text -
@column title -
@column place_text -
@hide_empty
@personal';

create function resident.home_visit()
returns table (
    visit tstzrange,
    title text,
    who text,
    state lib.state,
    _badge_state text,
    _icon_state text,
    _icon text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The nearest agreed visit. */
begin
    return query
    select
        tstzrange(o.visit_from, o.visit_to), desk.order_title(o.service_id, o.title),
        coalesce(lower(left(f.position, 1)) || substr(f.position, 2) || ' ' || f.name, cabinet.said('said.no_performer')),
        desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at)::lib.state, s.badge, s.icon,
        'calendar-event', 'order?order=' || o.order_id,
        array['order_visit?order=' || o.order_id]
    from desk.orders as o
    join desk.states as s on s.state = o.state
    left join people.staff as f on f.staff_id = o.assignee_id
    where
        o.premise_id = any (array(select people.visible_premises()))
        and o.open and o.visit_to > lib.moment()
    order by o.visit_from
    limit 1;
end
$$;
comment on function resident.home_visit() is 'Ближайший визит
@kind card
@bold visit
@column visit Придут
@column who Мастер
@column title -
@hide_empty
@personal';

create function resident.home_orders()
returns table (
    title text,
    state lib.state,
    visit tstzrange,
    due lib.due,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders of the resident's addresses that go on without him, nearest term first. */
begin
    return query
    select
        desk.order_title(o.service_id, o.title), desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at)::lib.state,
        case when o.visit_to > lib.moment() then tstzrange(o.visit_from, o.visit_to) end,
        case when o.visit_to > lib.moment() or o.state in ('waiting', 'deferred') then null else o.due_at end::lib.due,
        desk.order_number(o.number), s.badge, s.icon,
        case when o.due_at < lib.moment() then 'bad' end,
        'order?order=' || o.order_id
    from desk.orders as o
    join desk.states as s on s.state = o.state
    where
        o.premise_id = any (array(select people.visible_premises()))
        and o.open and not (o.state = 'waiting' and o.waiting_reason in ('resident', 'no_access'))
    order by o.emergency desc, coalesce(o.visit_from, o.due_at), o.order_id
    limit 5;
end
$$;
comment on function resident.home_orders() is 'Заявки в работе
@kind cards
@bold title state
@column visit Придут
@column due Сделаем до
@column number_text -
@column title -
@empty Открытых заявок нет. Что-то сломалось? Сообщите, номер дадим сразу
@personal';

create function resident.home_joined()
returns table (
    title text,
    state lib.state,
    place_text text,
    due lib.due,
    _badge_state text,
    _icon_state text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Troubles of the house that the resident joined by «У меня тоже»: open, or done in seven days. Public facts only. */
begin
    return query
    select
        coalesce(case when lib.language() = 'en' then v.title_en end, v.title),
        desk.resident_word(k.state, k.waiting_reason, k.on_way_at, k.started_at)::lib.state,
        h.street || ', ' || h.number || coalesce(', ' || desk.part_said('said.entrance', e.number::text), ''),
        case when s.open then coalesce(k.deferred_until, k.due_at) end::lib.due, s.badge, s.icon
    from desk.orders_joined() as k
    join desk.services as v on v.service_id = k.service_id
    join desk.states as s on s.state = k.state
    join estate.houses as h on h.house_id = k.house_id
    left join estate.entrances as e on e.entrance_id = k.entrance_id
    order by s.open desc, k.due_at, k.order_id
    limit 5;
end
$$;
comment on function resident.home_joined() is 'Вы присоединились
@kind cards
@bold title state
@column due Сделаем до
@column title -
@column place_text -
@hide_empty';

create function resident.home_emergency()
returns table (
    phone lib.phone,
    advice text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The round-the-clock telephone. */
begin
    return query
    select c.emergency_phone::lib.phone, cabinet.said('said.resident.emergency'), 'telephone-fill'
    from desk.company_contacts() as c
    where c.emergency_phone is not null;
end
$$;
comment on function resident.home_emergency() is 'Авария? Звоните круглосуточно
@kind card
@bold phone
@column phone -
@column advice -
@hide_empty';

create function resident.home_news()
returns table (
    title text,
    published_at timestamptz,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Three latest news for the resident's houses. */
begin
    return query
    select n.title, n.published_at, n._link
    from resident.news_list() as n
    limit 3;
end
$$;
comment on function resident.home_news() is 'Новости
@kind cards
@bold title
@column published_at -
@column title -
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'home', p_title => 'Главная',
    p_blocks => 'outage_home home_welcome home_needs home_visit home_orders home_joined | home_emergency home_news',
    p_icon => 'house-door', p_menu => 10, p_phone => true);
