create function supervisor.zone_card(
    p_zone lib.zone_ref
)
returns table (
    zone_name text,
    parent_name text,
    manager_name text,
    manager_since date,
    _title text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The zone and who answers for it. */
begin
    return query
    select
        z.name::text, p.name::text, coalesce(m.name::text, cabinet.said('phrase.no_manager')), lower(zm.during), z.name::text, 'geo-alt',
        array[
            'zone_manager?zone=' || p_zone, 'zone_houses?zone=' || p_zone, 'zone_entrance?zone=' || p_zone,
            'zone_parent?zone=' || p_zone, 'zone_rename?zone=' || p_zone
        ]
    from estate.zones as z
    left join estate.zones as p on p.zone_id = z.parent_id
    left join people.zone_managers as zm on zm.zone_id = z.zone_id and zm.during @> people.today()
    left join people.staff as m on m.staff_id = zm.staff_id
    where z.zone_id = p_zone;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.zone_card(lib.zone_ref) is 'Точка
@kind card
@bold zone_name
@column zone_name Точка
@column parent_name Входит в
@column manager_name Менеджер
@column manager_since С';

create function supervisor.zone_tiles(
    p_zone lib.zone_ref
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
/* The zone in figures. */
declare
    v_least integer := cabinet.setting('rating_least');
begin
    return query
    with now_open as (
        select
            count(*) as amount,
            count(*) filter (where o.due_at < lib.moment() and o.state not in ('waiting', 'deferred')) as overdue
        from desk.orders as o
        where o.zone_id = p_zone and o.open
    ),
    rated as (
        select count(distinct r.order_id) as amount, avg(a.value) as mark
        from desk.ratings as r
        join desk.orders as o on o.order_id = r.order_id and o.zone_id = p_zone
        cross join lateral unnest(array[r.quality, r.speed, r.politeness, r.tidiness]) as a (value)
        where r.created_at > lib.moment() - interval '90 days'
    )
    select cabinet.said('phrase.home_tile.' || t.code), t.value, t.change, t.badge, t.link
    from now_open as n
    cross join rated as r
    cross join estate.check_share(array[p_zone::bigint]) as d
    cross join lateral (values
        (1, 'open', n.amount::text, null::text, 'info', 'orders?tab=open&zone=' || p_zone),
        (
            2, 'overdue', n.overdue::text, null, case when n.overdue > 0 then 'bad' else 'ok' end,
            'orders?tab=overdue&zone=' || p_zone
        ),
        (
            3, 'rating',
            case when r.amount >= v_least then replace(round(r.mark, 1)::text, '.', cabinet.said('phrase.decimal')) else '—' end,
            case
                when r.amount < v_least then cabinet.said(
                    'phrase.few_ratings', jsonb_build_object('count', r.amount, 'least', v_least))
                else cabinet.said('phrase.ratings', jsonb_build_object('count', r.amount))
            end,
            case when r.amount >= v_least and r.mark < 4 then 'warn' else 'muted' end, 'quality?zone=' || p_zone
        ),
        (4, 'house_data', d.value, null, d.badge, 'check?zone=' || p_zone)
    ) as t (n, code, value, change, badge, link)
    order by t.n;
end
$$;
comment on function supervisor.zone_tiles(lib.zone_ref) is 'Работа точки
@kind tiles
@bold title value';

create function supervisor.zone_list(
    p_zone lib.zone_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    city text,
    open_orders bigint,
    overdue_orders bigint,
    filled lib.percent,
    _badge_overdue_orders text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses of the zone. */
begin
    return query
    select h.address, h.city, h.open_orders, h.overdue_orders, h.filled, h._badge_overdue_orders, h._link, h._total
    from supervisor.houses_list(p_zone => p_zone, p_limit => p_limit, p_offset => p_offset) as h;
end
$$;
comment on function supervisor.zone_list(lib.zone_ref, integer, integer) is 'Дома точки
@bold address open_orders
@column filled Данные
@empty Домов пока нет. Передайте их из другой точки';

create function supervisor.zone_people(
    p_zone lib.zone_ref
)
returns table (
    name text,
    "position" text,
    open_orders bigint,
    capacity smallint,
    _badge_open_orders text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Specialists whose scope holds the zone or a house of it. */
begin
    return query
    select
        s.name::text, s."position", w.busy, s.capacity, case when w.busy >= s.capacity then 'warn' end,
        'employee?staff=' || s.staff_id
    from people.staff as s
    cross join lateral (
        select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open
    ) as w (busy)
    where
        s.employed @> people.today()
        and exists (
            select from people.staff_scopes as c
            where
                c.staff_id = s.staff_id and c.during @> people.today()
                and (c.zone_id = p_zone or c.house_id in (
                    select h.house_id from estate.houses as h where h.zone_id = p_zone))
        )
    order by s.name;
end
$$;
comment on function supervisor.zone_people(lib.zone_ref) is 'Люди
@kind cards
@bold name position
@column open_orders Открытых заявок
@column capacity Берёт до
@empty За точкой никто не закреплён';

create function supervisor.zone_history(
    p_zone lib.zone_ref
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes of the zone with their reasons. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('zones', p_zone::text) as c;
end
$$;
comment on function supervisor.zone_history(lib.zone_ref) is 'История
@kind timeline
@hide_empty';

create function supervisor.zone_facts(
    p_zone lib.zone_ref
)
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses of the zone and those below it, what is known of them, what stands in them, works and people. */
declare
    v_today date := people.today();
begin
    return query
    with branch as materialized (
        select b.b as zone_id from estate.zone_branch(array[p_zone::bigint]) as b (b)
    ),

    houses as materialized (
        select h.* from estate.houses as h where h.zone_id in (select b.zone_id from branch as b)
    ),

    data as (
        select count(*) as houses
        from houses as h
    )

    select cabinet.said('said.zone.tile.' || t.code), t.value, t.note, t.badge, t.link
    from data as d
    cross join lateral (
        select count(*) as amount
        from estate.objects as o
        where o.retired_on is null and o.house_id in (select h.house_id from houses as h)
    ) as o
    cross join lateral (
        select
            count(*) filter (where w.open) as open_count,
            count(*) filter (where w.open and w.overdue_on <= v_today) as late
        from upkeep.works as w
        where w.state <> 'draft' and w.house_id in (select h.house_id from houses as h)
    ) as w
    cross join lateral (
        select count(distinct r.user_id) as amount
        from people.relations as r
        where r.during @> v_today and r.house_id in (select h.house_id from houses as h)
    ) as r
    cross join lateral (values
        (1, 'houses', d.houses::text, null::text, null::text, 'houses?zone=' || p_zone),
        (3, 'objects', o.amount::text, null, null, 'objects?zone=' || p_zone),
        (
            4, 'works', w.open_count::text,
            case when w.late > 0 then cabinet.said('said.zone.late', jsonb_build_object('count', w.late)) end,
            case when w.late > 0 then 'bad' end, 'plan?tab=open&zone=' || p_zone
        ),
        (5, 'people', r.amount::text, null, null, 'residents?zone=' || p_zone)
    ) as t (n, code, value, note, badge, link)
    order by t.n;
end
$$;
comment on function supervisor.zone_facts(lib.zone_ref) is 'Что в точке
@kind tiles
@bold title value';

create function supervisor.zone_entrances(
    p_zone lib.zone_ref
)
returns table (
    address text,
    home_zone text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Entrances of the zone whose house belongs to another one. */
begin
    return query
    select
        h.street || ', ' || h.number || ', ' || cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)),
        z.name::text, 'entrance?entrance=' || e.entrance_id
    from estate.entrances as e
    join estate.houses as h on h.house_id = e.house_id
    join estate.zones as z on z.zone_id = h.zone_id
    where e.zone_id = p_zone
    order by h.street, h.number, e.number;
end
$$;
comment on function supervisor.zone_entrances(lib.zone_ref) is 'Подъезды чужих домов
@kind cards
@hide_empty
@limit 100
@bold address
@column home_zone Дом в точке';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'zone', p_title => 'Точка',
    p_blocks => 'zone_card zone_facts zone_tiles zone_list zone_entrances | zone_people zone_history',
    p_icon => 'geo-alt',
    p_up => 'zones');
