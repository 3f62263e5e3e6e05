create function supervisor.quality_aspects(
    p_days integer default 90
)
returns table (
    title text,
    mark numeric,
    mark_before numeric,
    ratings text,
    _most integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Five aspects of ratings; an average only from five ratings up. */
declare
    v_least integer := cabinet.setting('rating_least');
    v_recent timestamptz := lib.moment() - make_interval(days => p_days);
    v_before timestamptz := v_recent - make_interval(days => p_days);
begin
    return query
    with marks as (
        select
            r.created_at > v_recent as recent,
            array[count(r.quality), count(r.speed), count(r.politeness), count(r.tidiness), count(r.price)] as given,
            array[sum(r.quality), sum(r.speed), sum(r.politeness), sum(r.tidiness), sum(r.price)] as total
        from desk.ratings as r
        where r.created_at > v_before
        group by 1
    ),

    aspects as (
        select
            a.n, a.aspect, coalesce(now.given[a.n], 0) as given, coalesce(was.given[a.n], 0) as given_before,
            now.total[a.n]::numeric / nullif(now.given[a.n], 0) as mark,
            was.total[a.n]::numeric / nullif(was.given[a.n], 0) as mark_before
        from unnest('{quality,speed,politeness,tidiness,price}'::text[]) with ordinality as a (aspect, n)
        left join marks as now on now.recent
        left join marks as was on not was.recent
        where exists (select from marks)
    )

    select
        cabinet.said('phrase.aspect.' || m.aspect), case when m.given >= v_least then round(m.mark, 1) end,
        case when m.given_before >= v_least then round(m.mark_before, 1) end,
        cabinet.said('phrase.ratings', jsonb_build_object('count', m.given)), 5
    from aspects as m
    order by m.n;
end
$$;
comment on function supervisor.quality_aspects(integer) is 'Пять оценок за 90 дней
@kind chart
@column title За что
@column mark Сейчас
@column mark_before 90 дней назад
@column ratings Оценок
@empty Оценок пока нет. Жители ставят их после закрытия заявки';

create function supervisor.quality_low(
    p_zone lib.zone_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    mark lib.rating,
    comment text,
    performer text,
    zone_name text,
    number_text text,
    rated_at timestamptz,
    _badge text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Ratings with a mark of 1 to 3, newest first; counted up to 1,001. */
declare
    v_since timestamptz := lib.moment() - interval '1 year';
begin
    return query
    with found as (
        select
            r.order_id, least(r.quality, r.speed, r.politeness, r.tidiness, r.price) as mark, r.comment, r.staff_id,
            r.created_at
        from desk.ratings as r
        where
            least(r.quality, r.speed, r.politeness, r.tidiness, r.price) <= 3
            and r.created_at > v_since
            and (p_zone is null or exists (
                select from desk.orders as o where o.order_id = r.order_id and o.zone_id = p_zone))
        order by r.created_at desc
        limit p_offset + greatest(p_limit, 1001)
    ),

    low as (
        select f.*, count(*) over () as total
        from found as f
        order by f.created_at desc
        limit p_limit offset p_offset
    )

    select
        o.title, l.mark::lib.rating, l.comment, s.name::text, o.zone_name, o.number_text, l.created_at,
        case when l.mark <= 2 then 'bad' else 'warn' end, 'order?order=' || l.order_id, l.total
    from low as l
    join desk.order_rows as o on o.order_id = l.order_id
    left join people.staff as s on s.staff_id = l.staff_id
    order by l.created_at desc;
end
$$;
comment on function supervisor.quality_low(lib.zone_ref, integer, integer) is 'Низкие оценки
@filter p_zone
@options p_zone orders_zone_options
@bold title mark comment
@column title Что
@column mark Худшая
@column performer Исполнитель
@column number_text Номер
@column rated_at Когда
@empty Низких оценок за год нет
@personal';

create function supervisor.quality_returns(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    number_text text,
    address text,
    returned_count smallint,
    state lib.state,
    performer text,
    reason text,
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
/* Orders that residents returned in the last 90 days and are open still, the often returned first. */
begin
    return query
    with returned as (
        select o.order_id, count(*) over () as total
        from desk.orders as o
        where o.open and o.returned_count > 0
        order by o.returned_count desc, o.due_at
        limit p_limit offset p_offset
    )
    select
        r.title, r.number_text, r.address, r.returned_count, r.state::lib.state, r.assignee_name,
        (
            select e.note
            from desk.order_events as e
            where e.order_id = r.order_id and e.from_state = 'completed' and e.to_state in ('new', 'assigned')
            order by e.event_id desc
            limit 1
        ),
        r.badge, r.icon, 'order?order=' || r.order_id, d.total
    from returned as d
    join desk.order_rows as r on r.order_id = d.order_id
    order by r.returned_count desc, r.due_at;
end
$$;
comment on function supervisor.quality_returns(integer, integer) is 'Вернули жители
@bold title returned_count reason
@column title Что
@column number_text Номер
@column returned_count Раз
@column performer Исполнитель
@column reason Что не так
@empty Возвращённых заявок нет
@personal';

create function supervisor.quality_control(
    p_days integer default 90
)
returns table (
    title text,
    good bigint,
    bad bigint,
    unsaid bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The five questions of control calls: how often the answer was the one hoped for. */
declare
    v_since timestamptz := lib.moment() - make_interval(days => least(greatest(p_days, 1), 365));
begin
    return query
    with called as materialized (
        select c.answers from desk.quality_checks as c where c.checked_at > v_since
    )
    select
        case when lib.language() = 'en' then q.title_en else q.title end,
        count(*) filter (where (c.answers ->> q.question)::boolean = q.good),
        count(*) filter (where (c.answers ->> q.question)::boolean <> q.good),
        count(*) filter (where c.answers ->> q.question is null)
    from called as c
    cross join desk.check_questions as q
    where q.active
    group by q.question
    order by q.position;
end
$$;
comment on function supervisor.quality_control(integer) is 'Контрольные звонки за 90 дней
@kind chart
@chart stacked
@column title Вопрос
@column good Хорошо
@column bad Плохо
@column unsaid Не сказали
@empty Контрольных звонков ещё не было. Их делает диспетчер на странице «Контроль качества»';

create function supervisor.quality_disagree(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    why text,
    answers text,
    mark lib.rating,
    note text,
    performer text,
    number_text text,
    checked_at timestamptz,
    _badge_why text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Control calls of a year that say something else than the rating or the closed order: bad answers under good marks, good answers
under bad marks, «не сделано» of work that is closed; and money asked for past the till.
*/
declare
    v_since timestamptz := lib.moment() - interval '1 year';
begin
    return query
    with called as (
        select
            c.order_id, c.staff_id, c.note, c.checked_at, r.mark, case
                when exists (
                    select from desk.check_questions as q
                    where q.closes and (c.answers ->> q.question)::boolean <> q.good
                ) and o.state = 'closed' then 'closed'
                when c.bad > 0 and r.mark >= 4 then 'worse'
                when c.bad = 0 and r.mark <= 3 then 'better'
                when (c.answers ->> 'money_asked')::boolean then 'money'
            end as why,
            (
                select string_agg(case when lib.language() = 'en' then q.title_en else q.title end, ' ' order by q.position)
                from desk.check_questions as q
                where (c.answers ->> q.question)::boolean <> q.good
            ) as answers
        from desk.quality_checks as c
        join desk.orders as o on o.order_id = c.order_id
        left join lateral (
            select least(m.quality, m.speed, m.politeness, m.tidiness, m.price) as mark
            from desk.ratings as m where m.order_id = c.order_id
        ) as r on true
        where c.checked_at > v_since
    ),

    listed as materialized (
        select d.*, count(*) over () as total
        from called as d
        where d.why is not null
        order by d.checked_at desc
        limit p_limit offset p_offset
    )

    select
        o.title, cabinet.said('phrase.quality_disagree.' || l.why), l.answers, l.mark::lib.rating, l.note, s.name::text,
        o.number_text, l.checked_at, case l.why when 'better' then 'info' else 'bad' end, 'order?order=' || l.order_id,
        l.total
    from listed as l
    join desk.order_rows as o on o.order_id = l.order_id
    left join people.staff as s on s.staff_id = l.staff_id
    order by l.checked_at desc;
end
$$;
comment on function supervisor.quality_disagree(integer, integer) is 'Звонок говорит другое
@bold title why
@column title Что
@column why Расхождение
@column answers Плохие ответы
@column mark Худшая оценка жителя
@column note Слова жителя
@column performer Исполнитель
@column number_text Номер
@column checked_at Когда
@empty Ответы по телефону сходятся с оценками
@personal';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'quality', p_title => 'Качество',
    p_blocks => 'quality_aspects quality_low quality_returns quality_control quality_disagree',
    p_icon => 'star', p_menu => 30, p_group => 'Работа');
