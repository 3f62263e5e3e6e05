create function shared.task_card(
    p_work lib.work_ref
)
returns table (
    title text,
    address text,
    state lib.state,
    planned tstzrange,
    span daterange,
    people text,
    crew_name text,
    ground text,
    access_note text,
    why text,
    act_number text,
    result lib.note,
    _badge_state text,
    _icon_state text,
    _link_address text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A planned work: what, where, when, who, on what ground. A foreign or wrong id is not_found. */
begin
    return query
    select
        w.title, w.address, cabinet.said('phrase.work_state.' || w.state)::lib.state,
        tstzrange(w.starts_at, w.ends_at), w.span,
        (
            select string_agg(s.name, ', ' order by s.name) from people.staff as s where s.staff_id = any (w.staff_ids)
        ),
        w.crew_name, w.ground, h.access_note,
        case when w.unplaced is not null then (
            select l.why from upkeep.work_list(p_house => w.house_id, p_filter => 'unplaced', p_limit => 1000) as l
            where l.work_id = w.work_id
        ) end,
        w.act_number, x.result, w.badge, w.icon, 'house?house=' || w.house_id, w.title || ' · ' || w.address, w.version,
        case
            when w.state = 'done' then array['task_act?work=' || w.work_id]
            when w.open and upkeep.work_actors(w.work_id) && '{manager}' and exists (
                select from people.contractors as c where c.staff_id = any (w.staff_ids)
            ) then array['task_send?work=' || w.work_id]
        end
    from upkeep.work_rows as w
    join estate.houses as h on h.house_id = w.house_id
    join upkeep.works as x on x.work_id = w.work_id
    where w.work_id = p_work;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.task_card(lib.work_ref) is 'Плановая работа
@kind card
@needs p_work
@bold title address state
@column planned Когда
@column span Можно в дни
@column people Исполнители
@column crew_name Бригада
@column ground Основание
@column access_note Доступ
@column why Почему без времени
@column act_number Акт №
@column result Что сделано
@column title -
@column address -
@personal';

create function shared.task_act(
    p_work lib.work_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The act of a done planned work as a document. */
begin
    return row(null, '/shared/document?document=' || cabinet.document_make('work_act', p_work))::lib.outcome;
end
$$;
comment on function shared.task_act(lib.work_ref) is 'Акт плановой работы
@needs p_work
@submit Акт
@icon file-earmark-text
@style secondary';

create function shared.task_points(
    p_work lib.work_ref
)
returns table (
    title text,
    outcome lib.state,
    note text,
    order_text text,
    photos lib.photos,
    _badge_outcome text,
    _link_order_text text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Points of the checklist with what was marked and the order of a defect. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end,
        cabinet.said('phrase.point.' || m.outcome)::lib.state, m.note, desk.order_number(o.number),
        (
            select array_agg(f.file_id order by f.added_at, f.file_id)
            from upkeep.work_files as f where f.work_id = p_work and f.point_id = p.point_id
        )::lib.photos,
        case m.outcome when 'ok' then 'ok' when 'defect' then 'bad' when 'no_access' then 'warn' end,
        'order?order=' || m.order_id
    from upkeep.work_rows as w
    join upkeep.checklist_points as p on p.checklist_id = w.checklist_id
    left join upkeep.work_points as m on m.work_id = w.work_id and m.point_id = p.point_id
    left join desk.orders as o on o.order_id = m.order_id
    where w.work_id = p_work and (p.active or m.outcome is not null)
    order by p.position, p.point_id;
end
$$;
comment on function shared.task_points(lib.work_ref) is 'Что осмотрено
@kind list
@needs p_work
@hide_empty
@export no
@bold title outcome
@column title Пункт
@column outcome Отметка
@column note Замечание
@column order_text Заявка
@column photos Фото
@limit 100
@personal';

create function shared.task_history(
    p_work lib.work_ref
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
/* What happened to the work. */
begin
    return query select t.happened_at, t.title, t.note, t.who from upkeep.work_timeline(p_work) as t;
end
$$;
comment on function shared.task_history(lib.work_ref) is 'История
@kind timeline
@needs p_work
@hide_empty
@personal';
