create function manager.results_tiles(
    p_period text default 'month'
)
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Own work of a period: done, hours, in time, rating by the mean of the aspects (from 5 ratings up). */
declare
    v_least integer := cabinet.setting('rating_least');
    v_staff bigint := people.my_staff();
    v_from timestamptz := desk.period_start(p_period);
    v_comma text := case when lib.language() = 'ru' then ',' else '.' end;
begin
    return query
    with done as (
        select count(*) as n, count(*) filter (where not o.late) as in_time, sum(o.returned_count) as returned
        from desk.orders as o
        where o.assignee_id = v_staff and not o.open and o.completed_at >= v_from
    ),

    hours as (
        select coalesce(sum(w.minutes), 0) as minutes
        from desk.work_reports as w
        where w.staff_id = v_staff and w.reported_at >= v_from
    ),

    rated as (
        select count(*) as n, avg(mark.m) as average
        from desk.ratings as r
        cross join lateral (
            select avg(a.a) as m from (values (r.quality), (r.speed), (r.politeness), (r.tidiness)) as a (a)
        ) as mark
        where r.staff_id = v_staff and r.created_at >= v_from and mark.m is not null
    )

    select cabinet.said('said.manager.result_' || t.code), t.value, t.note, t.badge, t.icon
    from done as d
    cross join hours as h
    cross join rated as r
    cross join lateral (
        values
        (1, 'done', d.n::text, case when d.returned > 0 then cabinet.said(
            'said.manager.returned_n', jsonb_build_object('n', d.returned)) end,
            case when d.returned > 0 then 'warn' end, 'check-circle'),
        (2, 'hours', replace(round(h.minutes / 60.0, 1)::text, '.', v_comma), null, null, 'clock'),
        (3, 'in_time', case when d.n > 0 then round(100.0 * d.in_time / d.n)::text || ' %' else '—' end, null, null,
            'calendar-check'),
        (4, 'rating', case when r.n >= v_least then replace(round(r.average, 1)::text, '.', v_comma) else '—' end,
            cabinet.said('said.manager.ratings', jsonb_build_object('n', r.n)), 'info', 'star')
    ) as t (place, code, value, note, badge, icon)
    order by t.place;
end
$$;
comment on function manager.results_tiles(text) is 'Итоги
@kind tiles
@bold title
@column value -
@column note -
@column title -
@field p_period Период';

create function manager.results_periods()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Periods as tabs. */
begin
    return query
    select t.code, cabinet.said('said.manager.period_' || t.code) from unnest(array['month', 'last', 'half']) as t (code);
end
$$;
comment on function manager.results_periods() is 'Период';

create function manager.results_aspects(
    p_period text default 'month'
)
returns table (
    title text,
    average numeric,
    ratings integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rating by aspect, where an aspect has at least 5 ratings. */
declare
    v_from timestamptz := desk.period_start(p_period);
begin
    return query
    select cabinet.said('said.aspect_' || a.code), round(avg(a.mark), 1), count(a.mark)::integer
    from desk.ratings as r
    cross join lateral (
        values (1, 'quality', r.quality), (2, 'speed', r.speed), (3, 'politeness', r.politeness),
        (4, 'tidiness', r.tidiness), (5, 'price', r.price)
    ) as a (place, code, mark)
    where r.staff_id = (select people.my_staff()) and r.created_at >= v_from
    group by a.place, a.code
    having count(a.mark) >= cabinet.setting('rating_least')::integer
    order by a.place;
end
$$;
comment on function manager.results_aspects(text) is 'За что благодарят и ругают
@kind list
@bold title average ratings
@column title Что
@column average Средняя
@column ratings Оценок
@field p_period Период
@empty Оценок пока меньше пяти. Средняя появится с пятой';

create function manager.results_kinds(
    p_period text default 'month'
)
returns table (
    title text,
    done integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of own finished work of a period, the most frequent eight. */
begin
    return query
    select case when lib.language() = 'en' then coalesce(s.title_en, s.title) else s.title end, count(*)::integer
    from desk.orders as o
    join desk.services as s on s.service_id = o.service_id
    where
        o.assignee_id = (select people.my_staff()) and not o.open and o.completed_at >= desk.period_start(p_period)
    group by s.service_id
    order by 2 desc, 1
    limit 8;
end
$$;
comment on function manager.results_kinds(text) is 'Виды работ
@kind chart
@column title Вид
@column done Сделано
@empty За этот период закрытых работ нет';

create function manager.results_orders(
    p_period text default 'month',
    p_search lib.search default null,
    p_sort lib.sort_key default '-completed_at',
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    completed_at timestamptz,
    minutes lib.minutes,
    rating_text text,
    in_time text,
    number_text text,
    _badge_in_time text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The orders behind the figures; addresses as far as the house, since the contacts are no longer needed. */
declare
    v_staff bigint := people.my_staff();
    v_from timestamptz := desk.period_start(p_period);
    v_word text := '%' || lower(replace(p_search, 'ё', 'е')) || '%';
begin
    return query
    with done as (
        select o.*, h.street || ', ' || h.number as house_text, count(*) over () as total
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        where
            o.assignee_id = v_staff and not o.open and o.completed_at >= v_from
            and (p_search is null or o.number::text = p_search or lower(replace(o.title, 'ё', 'е')) like v_word
                or h.search like v_word)
        order by
            case when p_sort = 'completed_at' then o.completed_at end,
            case when p_sort = '-completed_at' then o.completed_at end desc,
            case when p_sort = 'title' then o.title when p_sort = 'address' then h.street || ', ' || h.number end,
            case when p_sort = '-title' then o.title when p_sort = '-address' then h.street || ', ' || h.number end desc,
            o.order_id desc
        limit p_limit offset p_offset
    )

    select
        desk.order_title(d.service_id, d.title), d.house_text, d.completed_at,
        (select sum(w.minutes)::integer from desk.work_reports as w where w.order_id = d.order_id)::lib.minutes,
        (
            select replace(round(avg(a.a), 1)::text, '.', case when lib.language() = 'ru' then ',' else '.' end)
            from desk.ratings as r
            cross join lateral (values (r.quality), (r.speed), (r.politeness), (r.tidiness)) as a (a)
            where r.order_id = d.order_id
        ),
        cabinet.said('said.manager.' || case when d.late then 'late' else 'in_time' end), desk.order_number(d.number),
        case when d.late then 'bad' else 'ok' end,
        case when desk.order_seen(d.order_id) then 'order?order=' || d.order_id end, d.total
    from done as d
    order by
        case when p_sort = 'completed_at' then d.completed_at end,
        case when p_sort = '-completed_at' then d.completed_at end desc,
        case when p_sort = 'title' then d.title when p_sort = 'address' then d.house_text end,
        case when p_sort = '-title' then d.title when p_sort = '-address' then d.house_text end desc,
        d.order_id desc;
end
$$;
comment on function manager.results_orders(text, lib.search, lib.sort_key, integer, integer) is 'Что сделано
@kind list
@tabs p_period
@options p_period results_periods
@filter p_search
@placeholder p_search №, дом, что делали
@bold title completed_at in_time
@column title Что
@column address Дом
@column completed_at Когда
@column minutes Время
@column rating_text Оценка
@column in_time Срок
@column number_text Номер
@field p_period Период
@empty За этот период закрытых работ нет
@personal';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'results', p_title => 'Мои итоги',
    p_blocks => 'results_tiles results_kinds results_orders results_aspects',
    p_icon => 'bar-chart', p_menu => 80, p_group => 'Команда');
