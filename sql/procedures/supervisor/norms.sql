create function supervisor.norms_list(
    p_search lib.search default null,
    p_trade text default null,
    p_all boolean default null
)
returns table (
    title text,
    frequency text,
    season text,
    whom text,
    trade text,
    effort text,
    ground text,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Norms with their law. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(n.title_en, n.title) else n.title end,
        upkeep.frequency_said(n.times, n.per_months),
        case when cardinality(n.months) < 12 then upkeep.months_said(n.months) else cabinet.said('phrase.norm_any_month') end,
        concat_ws(': ', case when lib.language() = 'en' then coalesce(o.title_en, o.title) else o.title end,
            upkeep.norm_conditions_said(n.object_type, n.conditions)),
        case when lib.language() = 'en' then t.title_en else t.title end,
        cabinet.said('phrase.norm_effort', jsonb_build_object('minutes', n.planned_minutes, 'people', n.people_count)),
        case when lib.language() = 'en' then coalesce(n.ground_en, n.ground) else n.ground end,
        case when not n.active then 'muted' end, 'norms_edit?norm=' || n.norm_id
    from upkeep.norms as n
    join estate.object_types as o on o.object_type = n.object_type
    join people.specializations as t on t.specialization = n.specialization
    where
        (n.active or coalesce(p_all, false)) and (coalesce(p_trade, '') = '' or n.specialization = p_trade)
        and (coalesce(p_search, '') = '' or concat_ws(' ', n.title, n.title_en, n.ground) ilike '%' || p_search || '%')
    order by n.position, n.norm_id;
end
$$;
comment on function supervisor.norms_list(lib.search, text, boolean) is 'Нормы
Что, как часто и на каком основании. Изменение действует для следующего плана.
@filter p_search p_trade p_all
@options p_trade staff_trade_options
@field p_trade Специальность
@field p_all И те, что не планируются
@placeholder p_search Работа или закон
@bold title frequency ground
@column title Работа
@column frequency Как часто
@column season Когда можно
@column whom Где
@column trade Специальность
@column effort Время и люди
@column ground Основание
@empty Таких норм нет
@create norms_new';

create function supervisor.norms_edit(
    p_norm lib.norm_ref,
    p_title lib.title,
    p_times integer,
    p_per_months integer,
    p_months text[],
    p_specialization text,
    p_minutes integer,
    p_people integer,
    p_ground lib.title,
    p_reason lib.reason,
    p_object_type text default 'house',
    p_attribute text default null,
    p_operator text default '=',
    p_value text default null,
    p_attribute2 text default null,
    p_operator2 text default '=',
    p_value2 text default null,
    p_checklist lib.checklist_ref default null,
    p_utility text default null,
    p_title_en text default null,
    p_ground_en text default null,
    p_active boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another wording of a norm. Errors: those of upkeep.norm_save. */
begin
    perform upkeep.norm_save(
        p_norm => p_norm, p_title => p_title, p_title_en => p_title_en, p_object_type => p_object_type,
        p_conditions => upkeep.norm_condition_read(p_object_type, p_attribute, p_operator, p_value)
            || upkeep.norm_condition_read(p_object_type, p_attribute2, p_operator2, p_value2),
        p_specialization => p_specialization, p_times => p_times, p_per_months => p_per_months,
        p_months => p_months::smallint[], p_minutes => p_minutes, p_people => p_people, p_checklist => p_checklist,
        p_utility => p_utility, p_ground => p_ground, p_ground_en => p_ground_en, p_active => p_active, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/norms')::lib.outcome;
end
$$;
comment on function supervisor.norms_edit(
    lib.norm_ref, lib.title, integer, integer, text[], text, integer, integer, lib.title, lib.reason, text, text, text, text,
    text, text, text, lib.checklist_ref, text, text, text, boolean
) is 'Изменить норму
@needs p_norm
@prefill norms_edit_draft
@preview norms_preview
@options p_months norms_month_options
@options p_specialization staff_trade_options
@options p_object_type norms_object_options
@options p_attribute norms_attribute_options
@options p_operator norms_operator_options
@options p_attribute2 norms_attribute_options
@options p_operator2 norms_operator_options
@options p_checklist norms_checklist_options
@options p_utility norms_utility_options
@field p_title Работа
@field p_title_en По-английски
@field p_times Сколько раз
@field p_per_months За сколько месяцев
@hint p_per_months 12: в год, 36: раз в три года
@field p_months В какие месяцы можно
@field p_specialization Кто делает
@field p_minutes Минут работы
@field p_people Людей
@field p_object_type Что обслуживают
@field p_attribute Только если в паспорте
@field p_operator Как сравнить
@field p_value С чем
@hint p_value Как в паспорте: «Центральное», «да», 0
@field p_attribute2 И если
@field p_operator2 Как сравнить
@field p_value2 С чем
@field p_checklist Чек-лист
@field p_utility Что отключают
@hint p_utility Тогда жителей нужно предупредить заранее
@field p_ground Основание
@field p_ground_en Основание по-английски
@field p_active Планировать
@field p_reason Почему меняем
@submit Сохранить норму';

create function supervisor.norms_new(
    p_title lib.title,
    p_times integer,
    p_per_months integer,
    p_months text[],
    p_specialization text,
    p_minutes integer,
    p_people integer,
    p_ground lib.title,
    p_object_type text default 'house',
    p_attribute text default null,
    p_operator text default '=',
    p_value text default null,
    p_checklist lib.checklist_ref default null,
    p_utility text default null,
    p_title_en text default null,
    p_ground_en text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A norm of the company's own. Errors: those of upkeep.norm_save. */
begin
    perform upkeep.norm_save(
        p_norm => null, p_title => p_title, p_title_en => p_title_en, p_object_type => p_object_type,
        p_conditions => upkeep.norm_condition_read(p_object_type, p_attribute, p_operator, p_value),
        p_specialization => p_specialization, p_times => p_times, p_per_months => p_per_months,
        p_months => p_months::smallint[], p_minutes => p_minutes, p_people => p_people, p_checklist => p_checklist,
        p_utility => p_utility, p_ground => p_ground, p_ground_en => p_ground_en, p_active => true, p_reason => p_ground);
    return row(cabinet.said('phrase.saved'), '/supervisor/norms')::lib.outcome;
end
$$;
comment on function supervisor.norms_new(
    lib.title, integer, integer, text[], text, integer, integer, lib.title, text, text, text, text,
    lib.checklist_ref, text, text, text
) is 'Новая норма
@prefill norms_new_draft
@options p_months norms_month_options
@options p_specialization staff_trade_options
@options p_object_type norms_object_options
@options p_attribute norms_attribute_options
@options p_operator norms_operator_options
@options p_checklist norms_checklist_options
@options p_utility norms_utility_options
@field p_title Работа
@field p_title_en По-английски
@field p_times Сколько раз
@field p_per_months За сколько месяцев
@field p_months В какие месяцы можно
@field p_specialization Кто делает
@field p_minutes Минут работы
@field p_people Людей
@field p_object_type Что обслуживают
@field p_attribute Только если в паспорте
@field p_operator Как сравнить
@field p_value С чем
@field p_checklist Чек-лист
@field p_utility Что отключают
@field p_ground Основание
@field p_ground_en Основание по-английски
@submit Добавить норму
@icon plus-circle';

create function supervisor.norms_new_draft()
returns table (
    p_times integer,
    p_per_months integer,
    p_months text[],
    p_minutes integer,
    p_people integer,
    p_object_type text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Once a year, in any month. */
begin
    return query select 1, 12, '{1,2,3,4,5,6,7,8,9,10,11,12}'::text[], 60, 1, 'house'::text;
end
$$;
comment on function supervisor.norms_new_draft() is 'С чего начать';

create function supervisor.norms_edit_draft(
    p_norm lib.norm_ref
)
returns table (
    p_title text,
    p_title_en text,
    p_times integer,
    p_per_months integer,
    p_months text[],
    p_specialization text,
    p_minutes integer,
    p_people integer,
    p_object_type text,
    p_attribute text,
    p_operator text,
    p_value text,
    p_attribute2 text,
    p_operator2 text,
    p_value2 text,
    p_checklist lib.checklist_ref,
    p_utility text,
    p_ground text,
    p_ground_en text,
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
    select
        n.title::text, n.title_en, n.times::integer, n.per_months::integer, n.months::text[], n.specialization,
        n.planned_minutes, n.people_count::integer, n.object_type, n.conditions -> 0 ->> 'attribute',
        coalesce(n.conditions -> 0 ->> 'operator', '='), n.conditions -> 0 ->> 'value', n.conditions -> 1 ->> 'attribute',
        coalesce(n.conditions -> 1 ->> 'operator', '='), n.conditions -> 1 ->> 'value',
        n.checklist_id::lib.checklist_ref, n.utility, n.ground, n.ground_en, n.active
    from upkeep.norms as n
    where n.norm_id = p_norm;
end
$$;
comment on function supervisor.norms_edit_draft(lib.norm_ref) is 'Сейчас';

create function supervisor.norms_preview(
    p_norm lib.norm_ref,
    p_title lib.title,
    p_times integer,
    p_per_months integer,
    p_months text[],
    p_specialization text,
    p_minutes integer,
    p_people integer,
    p_ground lib.title,
    p_reason lib.title,
    p_object_type text default 'house',
    p_attribute text default null,
    p_operator text default '=',
    p_value text default null,
    p_attribute2 text default null,
    p_operator2 text default '=',
    p_value2 text default null,
    p_checklist lib.checklist_ref default null,
    p_utility text default null,
    p_title_en text default null,
    p_ground_en text default null,
    p_active boolean default true
)
returns table (
    title text,
    houses bigint,
    objects bigint,
    works_a_year bigint,
    unknown bigint,
    planned bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many houses the norm would concern, how much work a year that is, and whose data is missing. */
begin
    return query
    select
        p_title::text, a.houses, a.objects, round(a.objects * 12.0 * p_times / p_per_months)::bigint, a.unknown,
        (select count(*) from upkeep.works as w where w.norm_id = p_norm and w.state = 'planned')
    from upkeep.norm_affected(
        p_object_type,
        upkeep.norm_condition_read(p_object_type, p_attribute, p_operator, p_value)
        || upkeep.norm_condition_read(p_object_type, p_attribute2, p_operator2, p_value2)) as a;
end
$$;
comment on function supervisor.norms_preview(
    lib.norm_ref, lib.title, integer, integer, text[], text, integer, integer, lib.title, lib.title, text, text, text, text,
    text, text, text, lib.checklist_ref, text, text, text, boolean
) is 'Что изменится
@column title Работа
@column houses Затронет домов
@column objects Из них объектов
@column works_a_year Работ в год
@column unknown Домов без данных
@column planned Уже в плане, останутся';

create function supervisor.norms_month_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Months. */
begin
    return query
    select m.m::text, upkeep.months_said(array[m.m::smallint]) from generate_series(1, 12) as m (m);
end
$$;
comment on function supervisor.norms_month_options() is 'Месяцы';

create function supervisor.norms_object_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The house and types of its objects. */
begin
    return query
    select t.object_type, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title end
    from estate.object_types as t
    where t.active and t.object_type not in ('entrance', 'premise')
    order by t.position, t.object_type;
end
$$;
comment on function supervisor.norms_object_options() is 'Что обслуживают';

create function supervisor.norms_attribute_options(
    p_object_type text default 'house'
)
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
/* Fields of the passport that a condition may ask. */
begin
    return query
    select
        a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end,
        case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title end
    from estate.attributes as a
    join estate.attribute_groups as g on g.attribute_group = a.attribute_group
    where a.object_type = coalesce(nullif(p_object_type, ''), 'house') and a.active and a.kind not in ('note', 'text', 'options')
    order by g.position, a.position;
end
$$;
comment on function supervisor.norms_attribute_options(text) is 'Поле паспорта';

create function supervisor.norms_operator_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How a value is compared. */
begin
    return query
    select o.o, cabinet.said('phrase.compare.' || o.code)
    from (values
        ('=', 'same'), ('<>', 'other'), ('>', 'more'), ('>=', 'least'), ('<', 'less'), ('<=', 'most')
    ) as o (o, code);
end
$$;
comment on function supervisor.norms_operator_options() is 'Сравнение';

create function supervisor.norms_checklist_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Checklists in use. */
begin
    return query
    select c.checklist_id::text, case when lib.language() = 'en' then coalesce(c.title_en, c.title) else c.title end
    from upkeep.checklists as c
    where c.active
    order by 2;
end
$$;
comment on function supervisor.norms_checklist_options() is 'Чек-лист';

create function supervisor.norms_utility_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Utilities that a work may stop. */
begin
    return query
    select u.utility, case when lib.language() = 'en' then u.title_en else u.title::text end
    from estate.utilities as u
    order by u.position;
end
$$;
comment on function supervisor.norms_utility_options() is 'Что отключают';

create function supervisor.norms_history()
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
/* Changes of norms. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('norms') as c;
end
$$;
comment on function supervisor.norms_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'norms', p_title => 'Нормы работ',
    p_blocks => 'norms_list norms_history',
    p_icon => 'journal-check', p_up => 'plan');
