create function supervisor.plan_new_state(
    p_plan lib.plan_ref
)
returns table (
    title text,
    state lib.state,
    share lib.progress,
    said text,
    seconds text,
    error text,
    _title text,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How far the plan is; a draft may be approved or thrown away. */
begin
    return query
    select
        cabinet.said('phrase.plan_of_year', jsonb_build_object('year', p.year)) || coalesce(', ' || z.name, ''),
        cabinet.said('phrase.plan_state.' || case when t.state = 'failed' then 'failed' else p.state end)::lib.state,
        case when p.state in ('making', 'approving') then t.share end::lib.progress, case when p.state in ('making', 'approving') then t.said end,
        case when p.state = 'draft' and t.seconds > 0 then cabinet.said('phrase.seconds', jsonb_build_object('seconds', t.seconds)) end,
        case when t.state = 'failed' then cabinet.said('phrase.plan_failed') end,
        cabinet.said('phrase.plan_of_year', jsonb_build_object('year', p.year)) || coalesce(' · ' || z.name, ''),
        case when t.state = 'failed' then 'bad' when p.state = 'approved' then 'ok' when p.state = 'draft' then 'warn' else 'info' end,
        case
            when p.state = 'draft' then array[
                'plan_new_approve?plan=' || p_plan, 'plan_new_print?plan=' || p_plan, 'plan_new_drop?plan=' || p_plan]
            when p.state = 'approved' then array['plan_new_print?plan=' || p_plan]
            when p.state in ('making', 'failed') then array['plan_new_drop?plan=' || p_plan]
        end
    from upkeep.plans as p
    left join estate.zones as z on z.zone_id = p.zone_id
    left join lateral cabinet.task_state(p.task_id) as t on true
    where p.plan_id = p_plan and p.state <> 'dropped';
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.plan_new_state(lib.plan_ref) is 'План
@kind card
@needs p_plan
@bold title state
@column share Готово
@column said Сейчас
@column seconds Составлен за
@column error Ошибка
@column title -
@live 2';

create function supervisor.plan_new_tiles(
    p_plan lib.plan_ref
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
/* The draft in figures. */
begin
    return query
    select
        cabinet.said('phrase.plan_figure.' || t.code), t.value::text, cabinet.said('phrase.plan_figure.' || t.code || '.note'),
        case when t.value > 0 and t.code in ('unplaced', 'gaps') then 'warn' end, t.link
    from upkeep.plans as p
    cross join lateral (values
        (1, 'works', p.works_count, 'plan_new?plan=' || p_plan),
        (2, 'unplaced', p.unplaced_count, 'plan_new?tab=unplaced&plan=' || p_plan),
        (3, 'moved', p.moved_count, null), (4, 'gaps', p.gaps_count, null)
    ) as t (n, code, value, link)
    where p.plan_id = p_plan and p.state in ('draft', 'approving', 'approved')
    order by t.n;
end
$$;
comment on function supervisor.plan_new_tiles(lib.plan_ref) is 'Что получилось
@kind tiles
@needs p_plan
@bold title value
@hide_empty';

create function supervisor.plan_new_load(
    p_plan lib.plan_ref
)
returns table (
    month_name text,
    hours numeric,
    capacity numeric,
    share text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours of planned work by month against what the crews have in working days. */
begin
    return query
    with days as (
        select extract(month from w.day)::smallint as month, count(distinct w.day) as days
        from upkeep.plans as p
        cross join lateral desk.working_segments(
            greatest(make_date(p.year, 1, 1), p.made_at::date), make_date(p.year, 12, 31)) as w
        where p.plan_id = p_plan
        group by 1
    ),

    crews as (
        select sum(c.minutes_per_day) as minutes
        from upkeep.crews as c
        where c.crew_id in (select l.crew_id from upkeep.plan_loads as l where l.plan_id = p_plan)
    ),

    busy as (
        select l.month, sum(l.minutes) as minutes from upkeep.plan_loads as l where l.plan_id = p_plan group by l.month
    )

    select
        upkeep.months_said(array[d.month]), round(coalesce(b.minutes, 0) / 60.0), round(d.days * c.minutes / 60.0),
        round(100.0 * coalesce(b.minutes, 0) / nullif(d.days * c.minutes, 0)) || ' %'
    from days as d
    cross join crews as c
    left join busy as b on b.month = d.month
    where c.minutes > 0
    order by d.month;
end
$$;
comment on function supervisor.plan_new_load(lib.plan_ref) is 'Загрузка по месяцам
@kind chart
@needs p_plan
@hide_empty
@column month_name Месяц
@column hours Занято часов
@column capacity Есть часов
@column share Занято';

create function supervisor.plan_new_crews(
    p_plan lib.plan_ref
)
returns table (
    crew_name text,
    works bigint,
    hours numeric,
    share lib.percent,
    peak_month text,
    peak_share lib.percent,
    _badge_peak_share text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Load of each crew over the year and in its busiest month. */
begin
    return query
    with days as (
        select extract(month from w.day)::smallint as month, count(distinct w.day) as days
        from upkeep.plans as p
        cross join lateral desk.working_segments(
            greatest(make_date(p.year, 1, 1), p.made_at::date), make_date(p.year, 12, 31)) as w
        where p.plan_id = p_plan
        group by 1
    ),

    busy as (
        select c.crew_id, c.name::text as name, c.minutes_per_day, l.month, l.works, l.minutes
        from upkeep.plan_loads as l
        join upkeep.crews as c on c.crew_id = l.crew_id
        where l.plan_id = p_plan
    )

    select
        b.name, sum(b.works)::bigint, round(sum(b.minutes) / 60.0),
        round(100.0 * sum(b.minutes) / nullif(b.minutes_per_day * (select sum(a.days) from days as a), 0), 1)::lib.percent,
        upkeep.months_said(array[(array_agg(b.month order by b.minutes::numeric / d.days desc))[1]]),
        round(max(100.0 * b.minutes / (b.minutes_per_day * d.days)), 1)::lib.percent,
        case when max(100.0 * b.minutes / (b.minutes_per_day * d.days)) > 90 then 'warn' end
    from busy as b
    join days as d on d.month = b.month
    group by b.crew_id, b.name, b.minutes_per_day
    order by 4 desc, b.name;
end
$$;
comment on function supervisor.plan_new_crews(lib.plan_ref) is 'Загрузка бригад
@needs p_plan
@hide_empty
@bold crew_name works share
@column crew_name Бригада
@column works Работ
@column hours Часов
@column share Занято
@column peak_month Больше всего
@column peak_share Тогда занято';

create function supervisor.plan_new_works(
    p_plan lib.plan_ref,
    p_tab text default 'all',
    p_search lib.search default null,
    p_crew lib.crew_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    starts_at timestamptz,
    crew_name text,
    people text,
    planned_minutes lib.minutes,
    span daterange,
    ground text,
    why text,
    _badge text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Works of a plan, those without a time first. */
begin
    return query
    select
        w.title, w.address, w.starts_at, w.crew_name, w.people, w.planned_minutes::lib.minutes, w.span, w.ground, w.why,
        case when w.starts_at is null then 'warn' end, w._total
    from upkeep.work_list(
        p_plan => p_plan, p_filter => p_tab, p_search => p_search, p_crew => p_crew, p_limit => p_limit, p_offset => p_offset
    ) as w;
end
$$;
comment on function supervisor.plan_new_works(lib.plan_ref, text, lib.search, lib.crew_ref, integer, integer) is 'Работы плана
@needs p_plan
@hide_empty
@tabs p_tab
@options p_tab plan_new_tabs
@filter p_search p_crew
@options p_crew plan_crew_options
@field p_crew Бригада
@placeholder p_search Работа или адрес
@bold title address starts_at why
@column title Работа
@column address Дом
@column starts_at Когда
@column crew_name Бригада
@column people Исполнитель
@column planned_minutes Сколько
@column span Можно
@column ground Основание
@column why Почему без времени';

create function supervisor.plan_new_tabs()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Which works of a draft. */
begin
    return query
    select c.code, cabinet.said('phrase.work_tab.' || c.code)
    from unnest(array['all', 'unplaced']) as c (code);
end
$$;
comment on function supervisor.plan_new_tabs() is 'Какие работы';

create function supervisor.plan_new_gaps(
    p_plan lib.plan_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    address text,
    missing text,
    norms_text text,
    _link text,
    _link_missing text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Houses that did not enter whole: what is missing or wrong and which works wait for it; the way to the house and to the field to
mend; those that the check keeps out whole come first. What the check found is said as it is now; when it is mended or excused
since, by the title of its rule.
*/
begin
    return query
    select
        g.street || ', ' || g.number,
        concat_ws('; ', wrong.said, (
            select string_agg(distinct case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end, ', ')
            from upkeep.plan_gaps as x
            cross join lateral unnest(x.attributes) as u (code)
            join upkeep.norms as n on n.norm_id = x.norm_id
            join estate.attributes as a on a.code = u.code and a.object_type in (n.object_type, 'house')
            where x.plan_id = p_plan and x.house_id = g.house_id
        )),
        case when g.rules = '{}' then g.norms_text
            else cabinet.said('phrase.plan_gap_all', jsonb_build_object('count', g.norms)) end,
        'house?house=' || g.house_id,
        coalesce(wrong.form, (
            select 'house_edit?house=' || g.house_id || '&_focus=' || a.code
            from upkeep.plan_gaps as x
            cross join lateral unnest(x.attributes) as u (code)
            join estate.attributes as a on a.code = u.code and a.object_type = 'house' and a.active
            join estate.attribute_groups as r on r.attribute_group = a.attribute_group
            where x.plan_id = p_plan and x.house_id = g.house_id
            order by r.position, a.position
            limit 1
        ), (
            select 'object_edit?object=' || b.object_id || '&_focus=' || a.code
            from upkeep.plan_gaps as x
            cross join lateral unnest(x.attributes) as u (code)
            join upkeep.norms as n on n.norm_id = x.norm_id
            join estate.attributes as a on a.code = u.code and a.object_type = n.object_type and a.active
            join estate.objects as b on b.house_id = x.house_id and b.object_type = n.object_type and b.retired_on is null
            where x.plan_id = p_plan and x.house_id = g.house_id
            order by b."values" ? a.code, n.position, b.object_id
            limit 1
        ), 'house_edit?house=' || g.house_id), g.total
    from (
        select
            x.house_id, h.street, h.number, count(*) over () as total, max(x.rules) as rules, count(*) as norms,
            string_agg(case when lib.language() = 'en' then coalesce(n.title_en, n.title) else n.title end, ', ' order by n.position)
                as norms_text
        from upkeep.plan_gaps as x
        join upkeep.norms as n on n.norm_id = x.norm_id
        join estate.houses as h on h.house_id = x.house_id
        where x.plan_id = p_plan
        group by x.house_id, h.street, h.number
        order by max(x.rules) = '{}', h.street, length(h.number), h.number, x.house_id
        limit p_limit offset p_offset
    ) as g
    cross join lateral (
        -- of each rule the first of its findings in the house
        select
            string_agg(w.said, '; ' order by w.position, w.rule) as said,
            (array_agg(w.form order by w.position, w.rule) filter (where w.form is not null))[1] as form
        from (
            select distinct on (r.rule)
                r.rule, r.position,
                case
                    when f.finding_id is null then estate.check_rule_said(r.rule)
                    else concat_ws(': ',
                        coalesce(o.name::text, estate.object_place_said(f.entrance_id, f.premise_id)),
                        estate.finding_said(r.rule, f."value", f.other))
                end as said,
                case when f.finding_id is not null then estate.finding_form(f, r.attribute) end as form
            from unnest(g.rules) as u (rule)
            join estate.check_rules as r on r.rule = u.rule
            left join estate.check_findings as f
                on f.rule = r.rule and f.house_id = g.house_id and f.cleared_at is null and f.excused_at is null
            left join estate.objects as o on o.object_id = f.object_id
            order by r.rule, f.finding_id
        ) as w
    ) as wrong
    order by g.rules = '{}', g.street, length(g.number), g.number, g.house_id;
end
$$;
comment on function supervisor.plan_new_gaps(lib.plan_ref, integer, integer) is 'Дома, которые не вошли: данных нет или они с ошибкой
@needs p_plan
@hide_empty
@limit 10
@bold address missing
@column address Дом
@column missing Что исправить
@column norms_text Какие работы ждут';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'plan_new', p_title => 'План на год',
    p_blocks => 'plan_new_make plan_new_state plan_new_tiles plan_new_load plan_new_crews plan_new_gaps plan_new_works',
    p_icon => 'calendar-plus', p_up => 'plan');
