-- @cabinet supervisor scope=sees_all reads=people,estate,desk,talk,money,upkeep title=Управляющий frame=staff home=home
-- @shares profile profile_own inbox document documents
-- @shares order order_desk order_desk_moves order_windows order_links orders_at orders house houses resident residents roles house_check order_papers
-- @shares house_data house_deeds house_repairs object object_deeds places emergency_sheet emergency_sheet_papers
-- @shares schedule absence leave_desk permits
-- @shares outages outage outage_deeds outage_new outage_when outage_text outage_send house_outages
-- @shares material
-- @shares task house_works

create function supervisor.counters()
returns table (
    page text,
    counter integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What waits for the supervisor: decisions about orders, requests for leave. */
begin
    return query
    select
        'decisions',
        (select count(*)::integer from supervisor.decisions_urgent(100) as d)
        + (select count(*)::integer from people.leave_requests as r where r.state = 'new');
end
$$;
comment on function supervisor.counters() is 'Счётчики меню';

create function supervisor.home_start()
returns table (
    title text,
    note text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way of a new company to its first order. */
begin
    return query
    select cabinet.said('phrase.first_step.' || s.step), cabinet.said('phrase.first_step_note.' || s.step), s.icon, s.page
    from desk.first_steps() as s;
end
$$;
comment on function supervisor.home_start() is 'Первые шаги
Так компания дойдёт до первой заявки. Что сделано, уходит из списка.
@kind cards
@hide_empty
@bold title
@column title -
@column note -';

create function supervisor.home_decisions()
returns table (
    title text,
    what text,
    address text,
    due lib.due,
    _badge_due text,
    _badge text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What only the supervisor decides today, the first five. */
begin
    return query
    select d.title, d.what, d.address, d.due, d._badge_due, d._badge, d._link, d._actions
    from supervisor.decisions_list(p_limit => 5) as d;
end
$$;
comment on function supervisor.home_decisions() is 'Решите сегодня
@kind cards
@bold title what
@column title Что решить
@column what Заявка
@column due Срок
@empty Всё в норме: решений от вас никто не ждёт. Посмотрите план работ на неделю
@personal';

create function supervisor.home_more()
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
/* How many decisions there are beyond those on the page. */
begin
    return query
    select cabinet.said('phrase.more', jsonb_build_object('count', n.n - 5)), 'inbox', 'decisions'
    from (select count(*) as n from supervisor.decisions_urgent(100)) as n
    where n.n > 5;
end
$$;
comment on function supervisor.home_more() is 'Остальные решения
@kind cards
@hide_empty
@bold title
@column title -';

create function supervisor.home_tiles(
    p_days integer default 30
)
returns table (
    title text,
    value text,
    change text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The company in figures, each with its change against the period before and a way to the rows. */
declare
    v_least integer := cabinet.setting('rating_least');
    v_now timestamptz := lib.moment();
    v_since timestamptz := v_now - make_interval(days => least(greatest(p_days, 1), 365));
    v_before timestamptz := v_since - (v_now - v_since);
begin
    return query
    with open_now as (
        select
            count(*) as amount,
            count(*) filter (where o.due_at < v_now and o.state not in ('waiting', 'deferred')) as overdue,
            count(*) filter (
                where
                    o.due_at >= v_now and o.state not in ('waiting', 'deferred')
                    and o.due_at - (o.due_at - o.clock_started_at) * 0.2 < v_now
            ) as threatened,
            count(*) filter (where o.created_at > v_now - interval '1 day') as fresh
        from desk.orders as o
        where o.open
    ),
    finished as (
        select
            count(*) filter (where o.completed_at > v_since) as amount,
            count(*) filter (where o.completed_at <= v_since) as before,
            count(*) filter (where o.late and o.completed_at > v_since) as late,
            count(*) filter (where o.late and o.completed_at <= v_since) as late_before
        from desk.orders as o
        where o.completed_at > v_before
    ),
    rated as (
        select
            count(*) filter (where r.created_at > v_since) as amount,
            avg(r.mark) filter (where r.created_at > v_since) as mark,
            avg(r.mark) filter (where r.created_at <= v_since) as mark_before
        from desk.ratings as r
        where r.created_at > v_before
    )
    select cabinet.said('phrase.home_tile.' || t.code), t.value, t.change, t.badge, t.link
    from open_now as n
    cross join finished as f
    cross join rated as r
    cross join estate.check_share() as d
    cross join lateral (values
        (
            1, 'open', n.amount::text, cabinet.said('phrase.per_day', jsonb_build_object('count', n.fresh)), 'info',
            'orders?tab=open'
        ),
        (2, 'overdue', n.overdue::text, null, case when n.overdue > 0 then 'bad' else 'ok' end, 'orders?tab=overdue'),
        (
            3, 'threatened', n.threatened::text, null, case when n.threatened > 0 then 'warn' else 'ok' end,
            'orders?tab=threatened'
        ),
        (
            4, 'in_time',
            case when f.amount > 0 then round(100.0 * (f.amount - f.late) / f.amount) || ' %' else '—' end,
            case when f.amount > 0 and f.before > 0 then
                cabinet.said('phrase.was', jsonb_build_object(
                    'value', round(100.0 * (f.before - f.late_before) / f.before) || ' %'))
            end,
            case when f.late * 10 > f.amount then 'warn' else 'ok' end, 'quality'
        ),
        (
            5, 'rating',
            case when r.amount >= v_least then replace(round(r.mark, 1)::text, '.', cabinet.said('phrase.decimal')) else '—' end,
            case
                when r.amount < v_least then cabinet.said(
                    'phrase.few_ratings', jsonb_build_object('count', r.amount, 'least', v_least))
                else cabinet.said('phrase.ratings', jsonb_build_object('count', r.amount))
                    || case when r.mark_before is null then '' else ', ' || cabinet.said('phrase.was', jsonb_build_object(
                        'value', replace(round(r.mark_before, 1)::text, '.', cabinet.said('phrase.decimal')))) end
            end,
            case when r.amount >= v_least and r.mark < 4 then 'warn' else 'info' end, 'quality'
        ),
        (6, 'house_data', d.value, null, d.badge, 'check')
    ) as t (n, code, value, change, badge, link)
    order by t.n;
end
$$;
comment on function supervisor.home_tiles(integer) is 'Работа за период
@kind tiles
@tabs p_days
@options p_days home_periods
@bold title value';

create function supervisor.home_periods()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Periods of the figures. */
begin
    return query
    select d.n::text, cabinet.said('phrase.days_' || d.n) from unnest(array[7, 30, 90, 365]) as d (n);
end
$$;
comment on function supervisor.home_periods() is 'Период';

create function supervisor.home_weeks()
returns table (
    week text,
    taken bigint,
    done bigint,
    done_late bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders taken, done and done late in each of the last eight weeks, the present one included. */
declare
    v_first timestamptz := date_trunc('week', lib.moment()) - interval '7 weeks';
begin
    return query
    -- week by week, so that the indexes answer
    select to_char(w.starts, 'DD.MM'), t.taken, d.done, d.late
    from (
        select n, v_first + make_interval(weeks => n) as starts, v_first + make_interval(weeks => n + 1) as ends
        from generate_series(0, 7) as n
        offset 0
    ) as w
    cross join lateral (
        select count(*) as taken
        from desk.orders as o
        where o.created_at >= w.starts and o.created_at < w.ends
    ) as t
    cross join lateral (
        select count(*) as done, count(*) filter (where o.late) as late
        from desk.orders as o
        where o.completed_at >= w.starts and o.completed_at < w.ends
    ) as d
    order by w.n;
end
$$;
comment on function supervisor.home_weeks() is 'Заявки и сроки за восемь недель
@kind chart
@chart line
@column week Неделя с
@column taken Принято
@column done Сделано
@column done_late Из них поздно';

create function supervisor.home_zones()
returns table (
    zone_name text,
    manager_name text,
    open_orders bigint,
    overdue bigint,
    late_share lib.percent,
    mark numeric,
    _badge_overdue text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones, worst first: overdue now, then share of late work in 30 days. */
declare
    v_least integer := cabinet.setting('rating_least');
    v_now timestamptz := lib.moment();
    v_since timestamptz := v_now - interval '30 days';
begin
    return query
    with now_open as (
        select
            o.zone_id, count(*) as amount,
            count(*) filter (where o.due_at < v_now and o.state not in ('waiting', 'deferred')) as overdue
        from desk.orders as o
        where o.open
        group by o.zone_id
    ),
    finished as (
        select o.zone_id, round(100.0 * count(*) filter (where o.late) / count(*)) as late_share
        from desk.orders as o
        where o.completed_at > v_since
        group by o.zone_id
    ),
    rated as (
        select
            o.zone_id, count(*) as amount, round(avg(r.mark), 1) as mark
        from desk.ratings as r
        join desk.orders as o on o.order_id = r.order_id
        where r.created_at > v_since
        group by o.zone_id
    )
    select
        z.name::text, m.name::text, coalesce(n.amount, 0), coalesce(n.overdue, 0),
        f.late_share::lib.percent, case when r.amount >= v_least then r.mark end,
        case when n.overdue > 0 then 'bad' end, 'zone?zone=' || z.zone_id
    from estate.zones as z
    left join people.zone_managers as zm on zm.zone_id = z.zone_id and zm.during @> people.today()
    left join people.staff as m on m.staff_id = zm.staff_id
    left join now_open as n on n.zone_id = z.zone_id
    left join finished as f on f.zone_id = z.zone_id
    left join rated as r on r.zone_id = z.zone_id
    order by coalesce(n.overdue, 0) desc, f.late_share desc nulls last, z.name;
end
$$;
comment on function supervisor.home_zones() is 'Точки, хуже всех сверху
@bold zone_name overdue
@column zone_name Точка
@column manager_name Менеджер
@column overdue Просрочено
@column late_share Поздно сделано
@column mark Оценка
@empty Точек ещё нет. Создайте первую на странице «Точки»';

create function supervisor.home_low()
returns table (
    title text,
    mark lib.rating,
    comment text,
    performer text,
    rated_at timestamptz,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The latest low ratings. */
begin
    return query
    select q.title, q.mark, q.comment, q.performer, q.rated_at, q._link
    from supervisor.quality_low(p_limit => 3) as q;
end
$$;
comment on function supervisor.home_low() is 'Недовольны
@kind cards
@hide_empty
@bold title mark
@column mark Худшая отметка
@column performer Исполнитель
@column rated_at Когда
@personal';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'home', p_title => 'Сводка',
    p_blocks => 'home_start home_decisions home_more leave_requests absence_gaps home_tiles home_weeks | outages_now home_zones home_low',
    p_icon => 'speedometer2', p_menu => 10, p_group => 'Обзор', p_phone => true);
