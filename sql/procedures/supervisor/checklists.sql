create function supervisor.checklists_list()
returns table (
    title text,
    points bigint,
    photos bigint,
    norms_text text,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Checklists with how many points and where they are used. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(c.title_en, c.title) else c.title end,
        count(p.point_id) filter (where p.active), count(p.point_id) filter (where p.active and p.photo),
        (
            select string_agg(case when lib.language() = 'en' then coalesce(n.title_en, n.title) else n.title end, ', ' order by n.position)
            from upkeep.norms as n where n.checklist_id = c.checklist_id and n.active
        ),
        case when not c.active then 'muted' end, 'checklists?checklist=' || c.checklist_id
    from upkeep.checklists as c
    left join upkeep.checklist_points as p on p.checklist_id = c.checklist_id
    group by c.checklist_id
    order by 1;
end
$$;
comment on function supervisor.checklists_list() is 'Чек-листы
@until p_checklist
@bold title points
@column title Чек-лист
@column points Пунктов
@column photos С фото
@column norms_text В каких работах
@empty Чек-листов ещё нет
@create checklists_new';

create function supervisor.checklists_card(
    p_checklist lib.checklist_ref
)
returns table (
    title text,
    active boolean,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One checklist. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(c.title_en, c.title) else c.title end, c.active,
        case when lib.language() = 'en' then coalesce(c.title_en, c.title) else c.title end,
        array['checklists_edit?checklist=' || p_checklist]
    from upkeep.checklists as c
    where c.checklist_id = p_checklist;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.checklists_card(lib.checklist_ref) is 'Чек-лист
@kind card
@needs p_checklist
@bold title
@column title -
@column active Действует';

create function supervisor.checklists_points(
    p_checklist lib.checklist_ref
)
returns table (
    place integer,
    title text,
    photo boolean,
    service text,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Points in their order. */
begin
    return query
    select
        p.position, case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end, p.photo,
        case when lib.language() = 'en' then coalesce(s.title_en, s.title) else s.title end,
        case when not p.active then 'muted' end,
        'checklists_point?checklist=' || p_checklist || '&point=' || p.point_id
    from upkeep.checklist_points as p
    left join desk.services as s on s.service_id = p.service_id
    where p.checklist_id = p_checklist
    order by not p.active, p.position, p.point_id;
end
$$;
comment on function supervisor.checklists_points(lib.checklist_ref) is 'Пункты
@needs p_checklist
@bold title photo
@column place Порядок
@column title Что осмотреть
@column photo Фото дефекта обязательно
@column service Какая заявка при дефекте
@empty Пунктов ещё нет. Добавьте первый';

create function supervisor.checklists_new(
    p_title lib.title,
    p_title_en text default null,
    p_reason lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new checklist. */
declare
    v_checklist bigint;
begin
    v_checklist := upkeep.checklist_save(
        p_checklist => null, p_title => p_title, p_title_en => p_title_en, p_active => true,
        p_reason => coalesce(p_reason, p_title));
    return row(cabinet.said('phrase.saved'), '/supervisor/checklists?checklist=' || v_checklist)::lib.outcome;
end
$$;
comment on function supervisor.checklists_new(lib.title, text, lib.title) is 'Новый чек-лист
@until p_checklist
@field p_title Название
@field p_title_en Название по-английски
@field p_reason Зачем
@submit Создать чек-лист
@icon plus-circle';

create function supervisor.checklists_edit(
    p_checklist lib.checklist_ref,
    p_title lib.title,
    p_reason lib.reason,
    p_title_en text default null,
    p_active boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another name, or out of use. */
begin
    perform upkeep.checklist_save(
        p_checklist => p_checklist, p_title => p_title, p_title_en => p_title_en, p_active => p_active,
        p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/checklists?checklist=' || p_checklist)::lib.outcome;
end
$$;
comment on function supervisor.checklists_edit(lib.checklist_ref, lib.title, lib.reason, text, boolean) is 'Изменить чек-лист
@needs p_checklist
@prefill checklists_edit_draft
@field p_title Название
@field p_title_en Название по-английски
@field p_active Действует
@field p_reason Почему меняем
@submit Изменить чек-лист
@style secondary
@icon pencil';

create function supervisor.checklists_edit_draft(
    p_checklist lib.checklist_ref
)
returns table (
    p_title text,
    p_title_en text,
    p_active boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select c.title::text, c.title_en, c.active from upkeep.checklists as c where c.checklist_id = p_checklist;
end
$$;
comment on function supervisor.checklists_edit_draft(lib.checklist_ref) is 'Сейчас';

create function supervisor.checklists_point(
    p_checklist lib.checklist_ref,
    p_title lib.title,
    p_service lib.service_ref,
    p_title_en text default null,
    p_photo boolean default false,
    p_position integer default null,
    p_active boolean default true,
    p_point lib.point_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A point: a new one at the end, or a changed one. Errors: those of upkeep.point_save. */
begin
    perform upkeep.point_save(
        p_point => p_point, p_checklist => p_checklist, p_position => p_position, p_title => p_title,
        p_title_en => p_title_en, p_photo => p_photo, p_service => p_service, p_active => p_active);
    return row(cabinet.said('phrase.saved'), '/supervisor/checklists?checklist=' || p_checklist)::lib.outcome;
end
$$;
comment on function supervisor.checklists_point(
    lib.checklist_ref, lib.title, lib.service_ref, text, boolean, integer, boolean, lib.point_ref
) is 'Пункт чек-листа
@needs p_checklist
@prefill checklists_point_draft
@options p_service checklists_service_options
@field p_title Что осмотреть
@field p_title_en По-английски
@field p_photo Дефект только с фото
@field p_service Какая заявка при дефекте
@field p_position Порядок
@field p_active Действует
@submit Сохранить пункт
@icon plus-circle';

create function supervisor.checklists_point_draft(
    p_checklist lib.checklist_ref,
    p_point lib.point_ref default null
)
returns table (
    p_title text,
    p_title_en text,
    p_photo boolean,
    p_service lib.service_ref,
    p_position integer,
    p_active boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The point as it is; a new one is empty. */
begin
    return query
    select p.title::text, p.title_en, p.photo, p.service_id::lib.service_ref, p.position, p.active
    from upkeep.checklist_points as p
    where p.checklist_id = p_checklist and p.point_id = p_point
    union all
    select null, null, false, null::lib.service_ref, null, true where p_point is null;
end
$$;
comment on function supervisor.checklists_point_draft(lib.checklist_ref, lib.point_ref) is 'Сейчас';

create function supervisor.checklists_service_options()
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Services that a defect of a house may become; those of flats need a flat. */
begin
    return query
    select
        s.service_id::text, case when lib.language() = 'en' then coalesce(s.title_en, s.title) else s.title end,
        case when lib.language() = 'en' then p.title_en else p.title end
    from desk.services as s
    join desk.places as p on p.place = s.place
    where s.active and s.place <> 'flat'
    order by p.position, s.title;
end
$$;
comment on function supervisor.checklists_service_options() is 'Какая заявка';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'checklists', p_title => 'Чек-листы',
    p_blocks => 'checklists_list checklists_card checklists_points checklists_point',
    p_icon => 'list-check', p_up => 'plan');
