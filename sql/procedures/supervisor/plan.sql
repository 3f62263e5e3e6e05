create function supervisor.plan_tiles()
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
/* What must be done and is not, what comes, what has no time, whom to tell. */
declare
    v_today date := people.today();
    v_now timestamptz := lib.moment();
begin
    return query
    select cabinet.said('phrase.plan_tile.' || t.code), t.value::text, null::text, t.badge, 'plan?tab=' || t.tab
    from (
        select count(*) as n from upkeep.works as w
        where w.state in ('planned', 'in_progress', 'no_access') and w.overdue_on <= v_today
    ) as late
    cross join (
        select count(*) as n from upkeep.works as w
        where
            w.state in ('planned', 'in_progress', 'no_access')
            and w.starts_at >= v_now and w.starts_at <= v_now + interval '7 days'
    ) as near
    cross join (
        select count(*) as n from upkeep.works as w
        where w.state in ('planned', 'in_progress', 'no_access') and w.starts_at is null
    ) as idle
    cross join lateral (values
        (1, 'overdue', late.n, case when late.n > 0 then 'bad' else 'ok' end, 'overdue'),
        (2, 'week', near.n, null, 'soon'),
        (3, 'unplaced', idle.n, case when idle.n > 0 then 'warn' end, 'unplaced')
    ) as t (n, code, value, badge, tab)
    order by t.n;
end
$$;
comment on function supervisor.plan_tiles() is 'План и сроки
@kind tiles
@bold title value';

create function supervisor.plan_list(
    p_tab text default 'soon',
    p_search lib.search default null,
    p_zone lib.zone_ref default null,
    p_crew lib.crew_ref default null,
    p_trade text default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    span daterange,
    starts_at timestamptz,
    crew_name text,
    people text,
    state lib.state,
    ground text,
    _badge_state text,
    _icon_state text,
    _badge_span text,
    _link text,
    _actions text[],
    _version integer,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Planned works of the company, overdue first. */
begin
    return query
    select
        w.title, w.address, w.span, w.starts_at, w.crew_name, coalesce(w.people, w.why), w.state, w.ground, w._badge_state,
        w._icon_state, w._badge_span, 'task?work=' || w.work_id,
        case when w._badge_state is distinct from 'ok' and p_tab <> 'done' then array['plan_move?work=' || w.work_id] end,
        w.version, w._total
    from upkeep.work_list(
        p_filter => p_tab, p_search => p_search, p_zone => p_zone, p_crew => p_crew, p_trade => p_trade, p_sort => p_sort,
        p_limit => p_limit, p_offset => p_offset) as w;
end
$$;
comment on function supervisor.plan_list(
    text, lib.search, lib.zone_ref, lib.crew_ref, text, lib.sort_key, integer, integer
) is 'Работы
@tabs p_tab
@options p_tab plan_tab_options
@filter p_search p_zone p_crew p_trade
@options p_zone orders_zone_options
@options p_crew plan_crew_options
@options p_trade staff_trade_options
@field p_crew Бригада
@field p_trade Специальность
@placeholder p_search Работа или адрес
@bold title address starts_at span people state
@column title Работа
@column address Дом
@column span Срок
@column starts_at Когда
@column crew_name Бригада
@column people Кто или почему никто
@column state Состояние
@column ground Основание
@empty Таких работ нет. Составьте план на год
@switch
@create plan_new';

create function supervisor.plan_tab_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Which works. */
begin
    return query
    select c.code, cabinet.said('phrase.work_tab.' || c.code)
    from unnest(array['soon', 'overdue', 'unplaced', 'notice', 'open', 'done', 'all']) as c (code);
end
$$;
comment on function supervisor.plan_tab_options() is 'Какие работы';

create function supervisor.plan_crew_options()
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
/* Crews at work, with their trade. */
begin
    return query
    select c.crew_id::text, c.name::text, case when lib.language() = 'en' then t.title_en else t.title end
    from upkeep.crews as c
    join people.specializations as t on t.specialization = c.specialization
    where c.active
    order by c.name;
end
$$;
comment on function supervisor.plan_crew_options() is 'Бригады';

create function supervisor.plan_calendar(
    p_from date,
    p_to date,
    p_trade text default null
)
returns table (
    title text,
    address text,
    _lane text,
    _start timestamptz,
    _end timestamptz,
    _badge text,
    _link text,
    _tint text,
    _move text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Works of crews in their times; those without a time whose span begins or ends here stand beside; days off. */
begin
    return query
    (
        select
            w.title, w.address, w.crew_id::text, w.starts_at, w.ends_at, w.badge, 'task?work=' || w.work_id, null::text,
            case when w.state in ('planned', 'no_access') then 'plan_move?work=' || w.work_id end
        from upkeep.work_rows as w
        where
            w.starts_at >= p_from::timestamptz and w.starts_at < p_to::timestamptz and w.state not in ('draft', 'cancelled')
            and (nullif(p_trade, '') is null or w.specialization = p_trade)
        order by w.starts_at
        limit 1000
    )
    union all
    (
        select
            w.title, w.address, null, null, null, case when w.overdue then 'bad' else 'warn' end, 'task?work=' || w.work_id,
            null, 'plan_move?work=' || w.work_id
        from upkeep.work_rows as w
        where
            w.starts_at is null and w.state in ('planned', 'no_access') and lower(w.span) < p_to
            and (nullif(p_trade, '') is null or w.specialization = p_trade)
        order by w.overdue_on, w.work_id
        limit 30
    )
    union all
    select null, null, null, f.day::timestamptz, (f.day + 1)::timestamptz, null, null, f.title, null
    from people.days_off(p_from, p_to) as f;
end
$$;
comment on function supervisor.plan_calendar(date, date, text) is 'Бригады по времени
@kind calendar
@lanes plan_crew_options
@filter p_trade
@options p_trade staff_trade_options
@field p_trade Специальность
@bold title
@column title Что
@column address Где
@empty На это время работ нет
@switch';

create function supervisor.plan_move(
    p_work lib.work_ref,
    p_start timestamptz,
    p_resource lib.crew_ref default null,
    p_reason lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another time or crew. Errors: those of upkeep.work_move. */
begin
    perform upkeep.work_move(
        p_work => p_work, p_start => p_start, p_reason => p_reason, p_crew => p_resource, p_version => p_version);
    return row(cabinet.said('said.upkeep.moved'), '/supervisor/plan')::lib.outcome;
end
$$;
comment on function supervisor.plan_move(lib.work_ref, timestamptz, lib.crew_ref, lib.note, lib.version) is 'Перенести работу
Только в дни, которые разрешает норма. Исполнители узнают.
@needs p_work
@prefill plan_move_draft
@options p_resource plan_crew_options
@field p_start Когда
@field p_resource Бригада
@field p_reason Почему переносите
@hint p_reason Нужно, если время уже было назначено
@submit Перенести
@icon calendar-event';

create function supervisor.plan_move_draft(
    p_work lib.work_ref
)
returns table (
    p_start timestamptz,
    p_resource lib.crew_ref
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it stands. */
begin
    return query
    select w.starts_at, w.crew_id::lib.crew_ref from upkeep.work_rows as w where w.work_id = p_work;
end
$$;
comment on function supervisor.plan_move_draft(lib.work_ref) is 'Как сейчас';

create function supervisor.plan_notices(
    p_limit integer default 5,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    starts_at timestamptz,
    utility_title text,
    _badge text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Works that stop a utility and of which residents have not been told: the notice is a matter of working days. */
begin
    return query
    select
        w.title, w.address, w.starts_at, case when lib.language() = 'en' then u.title_en else u.title::text end, 'warn',
        'task?work=' || w.work_id,
        array['outage_new?work=' || w.work_id],
        w._total
    from upkeep.work_list(p_filter => 'notice', p_sort => 'starts_at', p_limit => p_limit, p_offset => p_offset) as w
    left join estate.utilities as u on u.utility = w.utility;
end
$$;
comment on function supervisor.plan_notices(integer, integer) is 'Нужно объявить отключение
@kind cards
@bold title address
@column starts_at Когда
@column utility_title Отключат
@limit 5
@hide_empty';

create function supervisor.plan_plans()
returns table (
    title text,
    zone_name text,
    works integer,
    unplaced integer,
    gaps integer,
    state lib.state,
    made_at timestamptz,
    _badge_state text,
    _badge_unplaced text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Plans and drafts, newest first. */
begin
    return query
    select
        cabinet.said('phrase.plan_of_year', jsonb_build_object('year', p.year)),
        coalesce(z.name::text, cabinet.said('phrase.all_zones')), p.works_count, p.unplaced_count, p.gaps_count,
        cabinet.said('phrase.plan_state.' || p.state)::lib.state, p.made_at,
        case p.state when 'approved' then 'ok' when 'failed' then 'bad' when 'draft' then 'warn' else 'info' end,
        case when p.unplaced_count > 0 then 'warn' end, 'plan_new?plan=' || p.plan_id
    from upkeep.plans as p
    left join estate.zones as z on z.zone_id = p.zone_id
    where p.state <> 'dropped'
    order by p.plan_id desc
    limit 20;
end
$$;
comment on function supervisor.plan_plans() is 'Планы
@bold title works state
@column title План
@column zone_name Где
@column works Работ
@column unplaced Без времени
@column gaps Домов не вошло
@column state Состояние
@column made_at Составлен
@empty Плана ещё нет. Составьте план на год';

create function supervisor.plan_do()
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
/* Ways to what a plan is made of. */
begin
    return query
    select cabinet.said('phrase.plan_way.' || c.page), cabinet.said('phrase.plan_way.' || c.page || '.note'), c.icon, c.page
    from (values
        (1, 'plan_new', 'calendar-plus'), (2, 'norms', 'journal-check'), (3, 'crews', 'people'), (4, 'checklists', 'list-check')
    ) as c (n, page, icon)
    order by c.n;
end
$$;
comment on function supervisor.plan_do() is 'План и его правила
@kind cards
@bold title
@column note -
@column title -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'plan', p_title => 'Плановые работы',
    p_blocks => 'plan_tiles plan_list plan_calendar plan_notices plan_plans plan_do',
    p_icon => 'calendar-check', p_menu => 60, p_group => 'Дома');
