create function manager.calendar_people(
    p_trade text default null
)
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
/* Rows of the calendar and whom a visit may go to: oneself, and who works in one's zones. */
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_above bigint[] := array(select distinct u.z from unnest(v_zones) as m (id), unnest(estate.zone_path(m.id)) as u (z));
    v_today date := people.today();
    v_me bigint := people.my_staff();
begin
    return query
    select s.staff_id::text, lib.person_short(s.name), s."position"
    from people.staff as s
    where
        s.employed @> v_today
        and (s.staff_id = v_me or cardinality(v_zones) > 0 and exists (
            select from people.staff_scopes as c
            left join estate.entrances as e on e.entrance_id = c.entrance_id
            left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
            where
                c.staff_id = s.staff_id and c.during @> v_today
                and (c.zone_id = any (v_above || v_zones) or h.zone_id = any (v_zones))
        ))
        and (p_trade is null or exists (
            select from people.staff_specializations as t
            where t.staff_id = s.staff_id and t.specialization = p_trade
        ))
    order by s.staff_id <> v_me, s.name
    limit 100;
end
$$;
comment on function manager.calendar_people(text) is 'Кто работает
@field p_trade Специальность';

create function manager.calendar_plan(
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
/* Visits, shifts and leave of oneself and one's zones; open orders without a visit beside them; days off. */
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_own bigint[] := array(select desk.orders_of_performer());
    v_window tstzrange := tstzrange(p_from::timestamptz, p_to::timestamptz);
    v_crew bigint[] := array(select c.value::bigint from manager.calendar_people(p_trade) as c);
begin
    return query
    select
        desk.order_title(o.service_id, o.title), h.street || ', ' || h.number, o.assignee_id::text, o.visit_from, o.visit_to,
        case when o.visit_to < lib.moment() and o.open then 'warn' when not o.open then 'ok' when o.emergency then 'bad' end,
        'order?order=' || o.order_id, null::text,
        case when o.state in ('assigned', 'waiting', 'in_progress') then 'calendar_move?order=' || o.order_id end
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    where
        o.assignee_id = any (v_crew) and o.visit_from is not null and tstzrange(o.visit_from, o.visit_to) && v_window
        and (o.zone_id = any (v_zones) or o.order_id = any (v_own))
        and (o.open or o.closed_at > p_from::timestamptz)
    union all
    (
        select
            desk.order_title(o.service_id, o.title), h.street || ', ' || h.number, null, null, null,
            case when o.due_at < lib.moment() then 'bad' when o.emergency then 'bad' else 'muted' end,
            'order?order=' || o.order_id, null, 'calendar_move?order=' || o.order_id
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        where
            o.open and o.state in ('new', 'assigned') and o.visit_from is null
            and (o.zone_id = any (v_zones) or o.assignee_id = (select people.my_staff()))
            and (o.assignee_id is null or o.assignee_id = any (v_crew))
            and (p_trade is null or o.service_id in (
                select s.service_id from desk.services as s where s.specialization = p_trade
            ))
        order by o.emergency desc, o.due_at
        limit 30
    )
    union all
    (
        -- planned works: of those who are shown here, and those without a time whose days have come
        select
            w.title, w.address, case when w.starts_at is not null then p.staff_id::text end, w.starts_at, w.ends_at, w.badge,
            'task?work=' || w.work_id, null, case when w.state in ('planned', 'no_access') and w.zone_id = any (v_zones)
                then 'calendar_work?work=' || w.work_id end
        from upkeep.work_rows as w
        left join lateral unnest(w.staff_ids) as p (staff_id) on true
        where
            w.state not in ('draft', 'cancelled') and (p_trade is null or w.specialization = p_trade)
            and case
                when w.starts_at is null then w.open and w.zone_id = any (v_zones) and lower(w.span) < p_to
                else p.staff_id = any (v_crew) and tstzrange(w.starts_at, w.ends_at) && v_window
                    and w.starts_at >= p_from::timestamptz - interval '2 days' and w.starts_at < p_to::timestamptz
            end
        order by w.starts_at nulls first, w.overdue_on, w.work_id
        limit 500
    )
    union all
    select
        cabinet.said('said.manager.on_duty'), null, d.staff_id::text, lower(d.during), upper(d.during), 'info', null, null, null
    from people.duty_shifts as d
    where d.staff_id = any (v_crew) and d.during && v_window
    union all
    select
        cabinet.said('phrase.leave.' || l.kind), null, l.staff_id::text, lower(l.during)::timestamptz,
        upper(l.during)::timestamptz, 'muted', null, null, null
    from people.leaves as l
    where l.staff_id = any (v_crew) and l.during && daterange(p_from, p_to)
    union all
    select null, null, null, f.day::timestamptz, (f.day + 1)::timestamptz, null, null, f.title, null
    from people.days_off(p_from, p_to) as f;
end
$$;
comment on function manager.calendar_plan(date, date, text) is 'Кто, где, когда
@kind calendar
@lanes calendar_people
@filter p_trade
@field p_trade Специальность
@options p_trade orders_trades
@bold title
@column title Что
@column address Где
@empty На это время ничего не назначено
@personal';

create function manager.calendar_move(
    p_order lib.order_ref,
    p_resource lib.staff_ref,
    p_start timestamptz,
    p_reason lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A visit of two hours (or as long as it was) by this person from this time; who has the order gives it over with a reason.
Leads to that day.
Errors: those of desk.order_assign and desk.order_visit_set.
*/
declare
    v_before bigint;
    v_long interval;
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    select o.assignee_id, coalesce(o.visit_to - o.visit_from, interval '2 hours')
    into v_before, v_long
    from desk.orders as o
    where o.order_id = p_order;
    if v_before is distinct from p_resource::bigint then
        perform desk.order_assign(p_order => p_order, p_staff => p_resource, p_reason => p_reason);
    end if;
    perform desk.order_visit_set(p_order => p_order, p_from => p_start, p_to => p_start + v_long);
    return row(
        cabinet.said('said.manager.visit_set'), '/manager/calendar?_view=day&_on=' || p_start::date)::lib.outcome;
end
$$;
comment on function manager.calendar_move(lib.order_ref, lib.staff_ref, timestamptz, lib.note, lib.version) is 'Назначить визит
Житель узнает время и сможет его перенести.
@needs p_order
@options p_resource calendar_people
@field p_resource Кто придёт
@field p_start Когда
@field p_reason Почему передаёте
@hint p_reason Нужно, если заявка уже у другого мастера
@submit Назначить визит
@icon calendar-event';

create function manager.calendar_work(
    p_work lib.work_ref,
    p_resource lib.staff_ref,
    p_start timestamptz,
    p_reason lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A planned work goes to this person from this time; the rest of its people come from the crew. Errors: those of upkeep.work_move. */
begin
    perform upkeep.work_move(
        p_work => p_work, p_start => p_start, p_reason => p_reason, p_staff => p_resource, p_version => p_version);
    return row(cabinet.said('said.upkeep.moved'), '/manager/calendar?_view=day&_on=' || p_start::date)::lib.outcome;
end
$$;
comment on function manager.calendar_work(lib.work_ref, lib.staff_ref, timestamptz, lib.note, lib.version) is 'Перенести работу
Только в дни, которые разрешает норма. Исполнитель узнает.
@needs p_work
@prefill calendar_work_draft
@options p_resource calendar_people
@field p_resource Кто сделает
@field p_start Когда
@field p_reason Почему переносите
@hint p_reason Нужно, если время уже было назначено
@submit Перенести
@icon calendar-event';

create function manager.calendar_work_draft(
    p_work lib.work_ref
)
returns table (
    p_resource lib.staff_ref,
    p_start timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it stands. */
begin
    return query
    select w.staff_ids[1]::lib.staff_ref, w.starts_at from upkeep.work_rows as w where w.work_id = p_work;
end
$$;
comment on function manager.calendar_work_draft(lib.work_ref) is 'Как сейчас';

create function manager.calendar_layout(
    p_on date
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Books the proposal for a day. Errors: those of upkeep.day_layout_apply. */
declare
    v_done record;
begin
    select a.* into v_done from upkeep.day_layout_apply(p_on) as a;
    return row(
        cabinet.said('said.upkeep.layout', jsonb_build_object('placed', v_done.placed, 'left', v_done."left")),
        '/manager/calendar?_view=day&_on=' || p_on)::lib.outcome;
end
$$;
comment on function manager.calendar_layout(date) is 'Разложить автоматически
Заявки и плановые работы без времени займут свободные часы мастеров. Сначала покажем, что получится.
@prefill calendar_layout_draft
@preview calendar_layout_preview
@field p_on На какой день
@submit Разложить автоматически
@hide_empty
@icon magic';

create function manager.calendar_layout_draft()
returns table (
    p_on date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Today while there are working hours left, else the next working day; nothing for who manages no zone. */
begin
    if not exists (select from desk.my_zones()) then
        return;
    end if;
    return query
    select min(w.day)
    from desk.working_segments(people.today(), people.today() + 14) as w
    where w.closes at time zone coalesce(
        (select nullif(s.value, '') from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow'
    ) > lib.moment() + interval '1 hour';
end
$$;
comment on function manager.calendar_layout_draft() is 'Какой день';

create function manager.calendar_layout_preview(
    p_on date
)
returns table (
    title text,
    address text,
    planned tstzrange,
    who text,
    reason text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What would go where, and why the rest finds no time. */
begin
    return query
    select
        l.title, l.address, case when l.starts_at is not null then tstzrange(l.starts_at, l.ends_at) end,
        (select string_agg(lib.person_short(s.name), ', ' order by s.name) from people.staff as s where s.staff_id = any (l.staff_ids)),
        l.reason, case when l.reason is not null then 'warn' else 'ok' end
    from upkeep.day_layout(p_on) as l
    order by l.reason is null, l.starts_at;
end
$$;
comment on function manager.calendar_layout_preview(date) is 'Что получится
@bold title planned reason
@column title Что
@column address Где
@column planned Когда
@column who Кто
@column reason Почему нет
@empty Всё уже разложено';

create function manager.calendar_papers()
returns table (
    say text,
    day date,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The day that «Разложить автоматически» lays out, on paper; for who manages zones. */
begin
    return query
    select cabinet.said('phrase.do.calendar'), d.p_on, array['documents_day?day=' || d.p_on]
    from manager.calendar_layout_draft() as d;
end
$$;
comment on function manager.calendar_papers() is 'На бумаге
@kind card
@hide_empty
@column say -
@column day День';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'calendar', p_title => 'Календарь',
    p_blocks => 'calendar_plan calendar_layout calendar_papers',
    p_icon => 'calendar-week', p_menu => 35, p_group => 'Работа');
