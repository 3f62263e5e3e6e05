create function manager.zone_tiles()
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The zone in figures: open, overdue, without a performer, rating of 90 days (from 5 ratings up), complete house data, planned
works that wait.
*/
declare
    v_least integer := cabinet.setting('rating_least');
    v_zones bigint[] := array(select desk.my_zones());
    v_now timestamptz := lib.moment();
    v_today date := people.today();
begin
    return query
    with open_now as (
        select
            count(*) as n,
            count(*) filter (where s.clock_runs and o.due_at < v_now) as overdue,
            count(*) filter (where o.assignee_id is null and o.state <> 'merged') as unassigned,
            count(*) filter (where o.created_at > v_now - interval '1 day') as fresh
        from desk.orders as o
        join desk.states as s on s.state = o.state
        where o.zone_id = any (v_zones) and o.open
    ),

    rated as (
        select count(*) as n, avg(mark.m) as average
        from desk.ratings as r
        cross join lateral (
            select avg(a.a) as m from (values (r.quality), (r.speed), (r.politeness), (r.tidiness)) as a (a)
        ) as mark
        where
            r.house_id in (select h.house_id from estate.houses as h where h.zone_id = any (v_zones))
            and r.created_at > v_now - interval '90 days' and mark.m is not null
    )

    select cabinet.said('said.manager.zone_' || t.code), t.value, t.note, t.badge, t.icon, t.link
    from open_now as k
    cross join rated as r
    cross join estate.check_share(v_zones) as d
    cross join lateral (
        select count(*) as waiting, count(*) filter (where upper(p.span) <= v_today) as late
        from upkeep.works as p
        where p.open and p.house_id in (select h.house_id from estate.houses as h where h.zone_id = any (v_zones))
    ) as w
    cross join lateral (
        values
        (1, 'open', k.n::text, cabinet.said('said.manager.fresh', jsonb_build_object('n', k.fresh)), null, 'tools',
            'orders?filter=open'),
        (2, 'overdue', k.overdue::text, null, case when k.overdue > 0 then 'bad' end, 'clock', 'orders?filter=overdue'),
        (3, 'unassigned', k.unassigned::text, null, case when k.unassigned > 0 then 'warn' end, 'person-x', 'queue'),
        (4, 'rating', case when r.n >= v_least then replace(round(r.average, 1)::text, '.',
            case when lib.language() = 'ru' then ',' else '.' end) else '—' end,
            cabinet.said('said.manager.ratings', jsonb_build_object('n', r.n)), 'info', 'star', null),
        (5, 'house_data', d.value, null, d.badge, 'clipboard-check', 'check'),
        (6, 'works', w.waiting::text,
            case when w.late > 0 then cabinet.said('said.zone.late', jsonb_build_object('count', w.late)) end,
            case when w.late > 0 then 'bad' end, 'calendar-check', 'plan?tab=open')
    ) as t (place, code, value, note, badge, icon, link)
    order by t.place;
end
$$;
comment on function manager.zone_tiles() is 'Участок в цифрах
@kind tiles
@bold title
@column value -
@column note -
@column title -';

create function manager.zone_houses(
    p_search lib.search default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    open_count integer,
    overdue_count integer,
    month_count integer,
    premises_count integer,
    _badge_overdue_count text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses of one's zones, those with most overdue first. p_search: street and number. */
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_found bigint[] := case when p_search is not null then desk.houses_found(p_search) end;
    v_now timestamptz := lib.moment();
    v_key text := ltrim(coalesce(p_sort, '-overdue_count'), '-');
    v_down boolean := coalesce(p_sort, '-overdue_count') like '-%';
begin
    return query
    with figures as (
        select
            h.house_id, h.street || ', ' || h.number as street_number,
            count(o.order_id)::integer as open_n,
            count(o.order_id) filter (where s.clock_runs and o.due_at < v_now)::integer as overdue_n,
            h.premises_count as premises_n
        from estate.houses as h
        left join desk.orders as o on o.house_id = h.house_id and o.open
        left join desk.states as s on s.state = o.state
        where
            (h.zone_id = any (v_zones) or exists (
                select from estate.entrances as e where e.house_id = h.house_id and e.zone_id = any (v_zones)))
            and (v_found is null or h.house_id = any (v_found))
        group by h.house_id
    ),

    paged as (
        select f.*, count(*) over () as total
        from figures as f
        order by
            case when v_key = 'open_count' then f.open_n when v_key = 'overdue_count' then f.overdue_n
                when v_key = 'premises_count' then f.premises_n end
            * case when v_down then -1 else 1 end,
            case when v_key = 'address' and v_down then f.street_number end desc,
            f.street_number, f.house_id
        limit p_limit offset p_offset
    )

    select
        p.street_number, p.open_n, p.overdue_n,
        (select count(*)::integer from desk.orders as q
            where q.house_id = p.house_id and q.created_at > v_now - interval '30 days'),
        coalesce(p.premises_n, (select count(*)::integer from estate.premises as r where r.house_id = p.house_id)),
        case when p.overdue_n > 0 then 'bad' end, 'house?house=' || p.house_id, p.total
    from paged as p;
end
$$;
comment on function manager.zone_houses(lib.search, lib.sort_key, integer, integer) is 'Дома участка
@kind list
@filter p_search
@placeholder p_search Улица и номер
@bold address open_count overdue_count
@column address Дом
@column open_count Открыто
@column overdue_count Просрочено
@column month_count За месяц
@column premises_count Помещений
@empty За вами пока нет домов. Участок назначает управляющий';

create function manager.zone_works(
    p_limit integer default 5,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    starts_at timestamptz,
    people text,
    state lib.state,
    _badge_state text,
    _icon_state text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Planned works of one's zones that are due within a month, overdue first. */
begin
    return query
    select
        w.title, w.address, w.starts_at, coalesce(w.people, w.why), w.state, w._badge_state, w._icon_state,
        'task?work=' || w.work_id, w._total
    from upkeep.work_list(
        p_filter => 'soon', p_zones => array(select desk.my_zones()), p_limit => p_limit, p_offset => p_offset
    ) as w;
end
$$;
comment on function manager.zone_works(integer, integer) is 'Ближайшие плановые работы
@kind cards
@limit 5
@bold title address starts_at
@column address -
@column starts_at Когда
@column people Кто или почему никто
@column state -
@column title -
@empty На ближайший месяц плановых работ нет';

create function manager.zone_objects()
returns table (
    title text,
    in_use bigint,
    houses bigint,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What stands in the houses, by type; types of which there is nothing are left out. */
begin
    return query
    select t.title, t.in_use, t.houses, t._icon, t._link
    from manager.objects_types() as t
    where t.in_use > 0;
end
$$;
comment on function manager.zone_objects() is 'Оборудование и площадки
@kind cards
@limit 200
@bold title in_use
@column title -
@column in_use Объектов
@column houses Домов
@empty В домах ещё ничего не учтено. Добавьте оборудование на странице дома';

create function manager.zone_people()
returns table (
    name text,
    position_title text,
    open_count bigint,
    overdue_count bigint,
    capacity smallint,
    _badge_open_count text,
    _badge_overdue_count text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who works in one's zones, with the orders each has now; the way to those orders. */
declare
    v_staff bigint[] := array(
        select c.value::bigint from manager.calendar_people() as c where c.value::bigint is distinct from people.my_staff()
    );
    v_now timestamptz := lib.moment();
begin
    return query
    with load as (
        select
            o.assignee_id, count(*) as open_n, count(*) filter (where not o.emergency) as load_n,
            count(*) filter (where t.clock_runs and o.due_at < v_now) as overdue_n
        from desk.orders as o
        join desk.states as t on t.state = o.state
        where o.open and o.assignee_id = any (v_staff)
        group by o.assignee_id
    )

    select
        s.name::text, s."position", coalesce(k.open_n, 0), nullif(k.overdue_n, 0), s.capacity,
        case when k.load_n >= s.capacity then 'bad' when k.load_n * 4 >= s.capacity * 3 then 'warn' else 'ok' end,
        case when k.overdue_n > 0 then 'bad' end, 'orders?filter=open&assignee=' || s.staff_id
    from people.staff as s
    left join load as k on k.assignee_id = s.staff_id
    where s.staff_id = any (v_staff)
    order by s.name, s.staff_id;
end
$$;
comment on function manager.zone_people() is 'Люди
@kind cards
@limit 100
@bold name open_count
@column name -
@column position_title -
@column open_count Открытых заявок
@column overdue_count Просрочено
@column capacity Берёт до
@empty В вашей точке пока никто не работает. Людей назначает управляющий';

create function manager.zone_duty()
returns table (
    name text,
    position_title text,
    until timestamptz,
    phone lib.phone,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who is on duty now for these zones. */
declare
    v_zones bigint[] := array(
        select distinct p.zone_id
        from desk.my_zones() as z (zone_id)
        cross join unnest(estate.zone_path(z.zone_id)) as p (zone_id)
    );
begin
    return query
    with present as materialized (
        select d.staff_id, upper(d.during) as until
        from people.duty_shifts as d
        where d.during @> lib.moment() and d.on_call and (d.zone_id is null or d.zone_id = any (v_zones))
    ),

    known as materialized (
        select c.user_id, c.phone
        from people.contacts_for(array(
            select s.user_id from people.staff as s where s.staff_id = any (array(select p.staff_id from present as p))
        )) as c
    )

    select s.name::text, s.position, p.until, c.phone::lib.phone, 'telephone'
    from present as p
    join people.staff as s on s.staff_id = p.staff_id
    left join known as c on c.user_id = s.user_id
    order by p.until;
end
$$;
comment on function manager.zone_duty() is 'Дежурят сейчас
@kind cards
@bold name
@column position_title -
@column until До
@column phone Телефон
@column name -
@empty Сейчас никто не дежурит. Аварии пойдут тем, кто на смене по графику
@personal';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'zone', p_title => 'Моя точка',
    p_blocks => 'zone_tiles zone_houses zone_works zone_objects | zone_duty zone_people',
    p_icon => 'geo-alt', p_menu => 40, p_group => 'Точка', p_right => 'zone');
