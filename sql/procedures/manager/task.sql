create function manager.task_now(
    p_work lib.work_ref
)
returns table (
    title text,
    place text,
    hint text,
    _icon text,
    _actions text[],
    _version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What to do now in a work that is one's to do: the next point of the checklist with its three answers, or the end of the work.
*/
declare
    v_actors text[] := upkeep.work_actors(p_work);
    v_point record;
begin
    if not v_actors && '{performer,manager}' or not exists (
        select from upkeep.work_rows as w where w.work_id = p_work and w.open
    ) then
        return;
    end if;
    select
        p.point_id, case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end as title, p.photo,
        row_number() over (order by p.position, p.point_id) as place, count(*) over () as amount,
        m.outcome is null as waits
    into v_point
    from upkeep.work_rows as w
    join upkeep.checklist_points as p on p.checklist_id = w.checklist_id and p.active
    left join upkeep.work_points as m on m.work_id = w.work_id and m.point_id = p.point_id
    where w.work_id = p_work
    order by m.outcome is not null, p.position, p.point_id
    limit 1;
    if v_point.waits then
        return query
        select
            v_point.title, cabinet.said('phrase.point_of', jsonb_build_object('place', v_point.place, 'count', v_point.amount)),
            case when v_point.photo then cabinet.said('phrase.point_photo_needed') end, 'list-check',
            array(
                select a.a || '?work=' || p_work || '&point=' || v_point.point_id
                from unnest(array['task_ok', 'task_defect', 'task_shut']) with ordinality as a (a, n)
                order by a.n
            ),
            w.version
        from upkeep.work_rows as w
        where w.work_id = p_work;
        return;
    end if;
    return query
    select
        case when v_point.point_id is null then cabinet.said('phrase.work_' || case w.state when 'in_progress' then 'goes' else 'waits' end)
            else cabinet.said('phrase.points_done', jsonb_build_object('count', v_point.amount)) end,
        (
            select case when count(*) > 0 then cabinet.said('phrase.points_defects', jsonb_build_object('count', count(*))) end
            from upkeep.work_points as m where m.work_id = p_work and m.outcome = 'defect'
        ),
        null::text, 'check-circle',
        array_remove(array[
            case when w.state <> 'in_progress' and v_point.point_id is null then 'task_start?work=' || p_work end,
            'task_finish?work=' || p_work,
            case when w.state <> 'in_progress' and v_point.point_id is not null then 'task_start?work=' || p_work end
        ], null),
        w.version
    from upkeep.work_rows as w
    where w.work_id = p_work;
end
$$;
comment on function manager.task_now(lib.work_ref) is 'Сейчас
@kind card
@needs p_work
@hide_empty
@bold title place
@column hint -
@column place -
@column title -';

create function manager.task_start(
    p_work lib.work_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Begins. */
begin
    perform upkeep.work_start(p_work, p_version);
    return row(cabinet.said('said.upkeep.started'), '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_start(lib.work_ref, lib.version) is 'Начать работу
@needs p_work
@submit Начать
@icon play-circle';

create function manager.task_ok(
    p_work lib.work_ref,
    p_point lib.point_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* In order; the next point follows. */
begin
    perform upkeep.work_point_mark(p_work => p_work, p_point => p_point, p_outcome => 'ok');
    return row(cabinet.said('said.upkeep.point_ok'), '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_ok(lib.work_ref, lib.point_ref) is 'В порядке
@needs p_work p_point
@submit В порядке
@icon check-lg';

create function manager.task_defect(
    p_work lib.work_ref,
    p_point lib.point_ref,
    p_note lib.note,
    p_photos lib.photos default '{}',
    p_entrance lib.entrance_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A defect: words, photo, and an order of it. */
declare
    v_order bigint;
begin
    v_order := upkeep.work_point_mark(
        p_work => p_work, p_point => p_point, p_outcome => 'defect', p_note => p_note, p_photos => p_photos,
        p_entrance => p_entrance);
    return row(
        case when v_order is null then cabinet.said('said.upkeep.point_ok')
            else cabinet.said('said.upkeep.point_order', jsonb_build_object('number', upkeep.work_order_number(v_order))) end,
        '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_defect(lib.work_ref, lib.point_ref, lib.note, lib.photos, lib.entrance_ref) is 'Дефект
Из дефекта сразу получится заявка, её получит мастер нужной специальности.
@needs p_work p_point
@options p_entrance task_entrances
@field p_note Что и где не так
@placeholder p_note Например: течёт воронка у второго подъезда
@field p_photos Фото дефекта
@field p_entrance Подъезд, если дефект в подъезде
@submit Дефект
@icon exclamation-triangle
@style danger';

create function manager.task_entrances(
    p_work lib.work_ref
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Entrances of the house of a work. */
begin
    return query
    select e.entrance_id::text, desk.part_said('said.entrance', e.number::text)
    from upkeep.work_rows as w
    join estate.entrances as e on e.house_id = w.house_id
    where w.work_id = p_work
    order by e.number;
end
$$;
comment on function manager.task_entrances(lib.work_ref) is 'Подъезд';

create function manager.task_shut(
    p_work lib.work_ref,
    p_point lib.point_ref,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* No access to this point; the next one follows. */
begin
    perform upkeep.work_point_mark(p_work => p_work, p_point => p_point, p_outcome => 'no_access', p_note => p_note);
    return row(cabinet.said('said.upkeep.point_ok'), '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_shut(lib.work_ref, lib.point_ref, lib.note) is 'Нет доступа
@needs p_work p_point
@field p_note Что помешало
@submit Нет доступа
@icon door-closed
@style secondary';

create function manager.task_finish(
    p_work lib.work_ref,
    p_note lib.note default null,
    p_minutes lib.minutes default null,
    p_photos lib.photos default '{}',
    p_used upkeep.stock_line[] default '{}',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The work is done; the act gets its number. Errors: those of upkeep.work_finish. */
declare
    v_act text;
begin
    v_act := upkeep.work_finish(
        p_work => p_work, p_note => p_note, p_minutes => p_minutes, p_photos => p_photos, p_version => p_version,
        p_used => p_used);
    return row(
        cabinet.said('said.upkeep.done', jsonb_build_object('act', v_act)), '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_finish(
    lib.work_ref, lib.note, lib.minutes, lib.photos, upkeep.stock_line[], lib.version
) is 'Завершить работу
Составим акт с отметками, заявками и фото.
@needs p_work
@field p_note Что сделано
@field p_minutes Минут работы
@hint p_minutes Пусто: посчитаем с начала
@field p_photos Общие фото
@field p_used Материалы
@hint p_used Сколько ушло: спишем с вас или со склада
@rows p_used task_used
@submit Завершить работу
@icon check-circle';

create function manager.task_used(
    p_work lib.work_ref
)
returns table (
    store_id lib.store_ref,
    material_id lib.material_ref,
    quantity lib.quantity,
    material text,
    there text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the performer may take from: his own stock first, then warehouses that serve the house; the trade's materials. */
begin
    return query
    select
        k.store_id::lib.store_ref, k.material_id::lib.material_ref, null::lib.quantity,
        case when lib.language() = 'en' then coalesce(m.title_en, m.title) else m.title end::text,
        s.title || ': ' || cabinet.said('said.stock.left', jsonb_build_object('quantity', trim_scale(k.quantity), 'unit', upkeep.unit_said(m.unit)))
    from upkeep.work_rows as w
    join upkeep.stores as s
        on s.active and (s.staff_id = (select people.my_staff())
            or s.kind = 'warehouse' and (s.zone_id is null or s.zone_id = any (estate.zone_path(w.zone_id))))
    join upkeep.stock as k on k.store_id = s.store_id and k.quantity > 0
    join upkeep.materials as m on m.material_id = k.material_id
    where
        w.work_id = p_work and upkeep.work_actors(p_work) && '{performer,manager}'
        and (s.kind = 'person' or m.specialization is null or m.specialization = w.specialization)
    order by s.kind = 'person' desc, m.title
    limit 8;
end
$$;
comment on function manager.task_used(lib.work_ref) is 'Материалы под рукой';

create function manager.task_no_access(
    p_work lib.work_ref,
    p_note lib.note,
    p_photos lib.photos default '{}',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Nobody could be let in at all: another day. Errors: those of upkeep.work_no_access. */
declare
    v_next timestamptz;
begin
    v_next := upkeep.work_no_access(p_work => p_work, p_note => p_note, p_photos => p_photos, p_version => p_version);
    return row(
        case when v_next is null then cabinet.said('said.upkeep.no_access_none')
            else cabinet.said('said.upkeep.no_access_next', jsonb_build_object('to', desk.moment_said(v_next))) end,
        '/manager/task?work=' || p_work)::lib.outcome;
end
$$;
comment on function manager.task_no_access(lib.work_ref, lib.note, lib.photos, lib.version) is 'Не попали в дом
Подберём новое время в срок, который разрешает норма.
@needs p_work
@field p_note Что помешало
@field p_photos Фото
@submit Не попали в дом
@style secondary
@icon door-closed';

create function manager.task_more(
    p_work lib.work_ref
)
returns table (
    title text,
    _icon text,
    _actions text[],
    _version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What else may be done with an open work of one's own. */
declare
    v_actors text[] := upkeep.work_actors(p_work);
begin
    return query
    select
        cabinet.said('phrase.work_more'), 'three-dots',
        array_remove(array[
            case when w.state <> 'done' then 'task_no_access?work=' || p_work end,
            case when v_actors @> '{manager}' then 'calendar_work?work=' || p_work end
        ], null),
        w.version
    from upkeep.work_rows as w
    where w.work_id = p_work and w.open and v_actors && '{performer,manager}';
end
$$;
comment on function manager.task_more(lib.work_ref) is 'Если не получается
@kind card
@needs p_work
@hide_empty
@column title -';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'task', p_title => 'Осмотр',
    p_blocks => 'task_now task_card task_points | task_more task_history',
    p_icon => 'clipboard-check', p_up => 'plan');
