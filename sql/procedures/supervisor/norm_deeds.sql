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
    p_due_on text default null,
    p_due_from text[] default '{}',
    p_due_every text default null,
    p_due_months integer default null,
    p_lead_days integer default 60,
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
        p_due => upkeep.norm_due_read(p_object_type, p_due_on, p_due_from, p_due_every, p_due_months), p_lead_days => p_lead_days,
        p_specialization => p_specialization, p_times => p_times, p_per_months => p_per_months,
        p_months => p_months::smallint[], p_minutes => p_minutes, p_people => p_people, p_checklist => p_checklist,
        p_utility => p_utility, p_ground => p_ground, p_ground_en => p_ground_en, p_active => p_active, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/norms')::lib.outcome;
end
$$;
comment on function supervisor.norms_edit(
    lib.norm_ref, lib.title, integer, integer, text[], text, integer, integer, lib.title, lib.reason, text, text, text, text,
    text, text, text, text, text[], text, integer, integer, lib.checklist_ref, text, text, text, boolean
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
@options p_due_on norms_day_options
@options p_due_from norms_day_options
@options p_due_every norms_number_options
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
@hint p_value Как в паспорте: «Центральное; Автономная котельная», «да», 0
@field p_attribute2 И если
@field p_operator2 Как сравнить
@field p_value2 С чем
@hint p_due_on Например, «Поверка до»: тогда не по месяцам, а к этому дню
@hint p_due_from Если того дня нет. Из нескольких возьмём последний; год считаем до 31 декабря
@hint p_due_every Лет, а если поле в месяцах, то месяцев. Им же считаем следующие
@hint p_due_months 360: через 30 лет
@hint p_lead_days Раньше срока из паспорта
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
    p_due_on text default null,
    p_due_from text[] default '{}',
    p_due_every text default null,
    p_due_months integer default null,
    p_lead_days integer default 60,
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
        p_due => upkeep.norm_due_read(p_object_type, p_due_on, p_due_from, p_due_every, p_due_months), p_lead_days => p_lead_days,
        p_specialization => p_specialization, p_times => p_times, p_per_months => p_per_months,
        p_months => p_months::smallint[], p_minutes => p_minutes, p_people => p_people, p_checklist => p_checklist,
        p_utility => p_utility, p_ground => p_ground, p_ground_en => p_ground_en, p_active => true, p_reason => p_ground);
    return row(cabinet.said('phrase.saved'), '/supervisor/norms')::lib.outcome;
end
$$;
comment on function supervisor.norms_new(
    lib.title, integer, integer, text[], text, integer, integer, lib.title, text, text, text, text,
    text, text[], text, integer, integer, lib.checklist_ref, text, text, text
) is 'Новая норма
@prefill norms_new_draft
@options p_months norms_month_options
@options p_specialization staff_trade_options
@options p_object_type norms_object_options
@options p_attribute norms_attribute_options
@options p_operator norms_operator_options
@options p_due_on norms_day_options
@options p_due_from norms_day_options
@options p_due_every norms_number_options
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
@hint p_value Как в паспорте: «Центральное; Автономная котельная», «да», 0
@hint p_due_on Например, «Поверка до»: тогда не по месяцам, а к этому дню
@hint p_due_from Если того дня нет. Из нескольких возьмём последний; год считаем до 31 декабря
@hint p_due_every Лет, а если поле в месяцах, то месяцев. Им же считаем следующие
@hint p_due_months 360: через 30 лет
@hint p_lead_days Раньше срока из паспорта
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
    p_object_type text,
    p_lead_days integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Once a year, in any month. */
begin
    return query select 1, 12, '{1,2,3,4,5,6,7,8,9,10,11,12}'::text[], 60, 1, 'house'::text, 60;
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
    p_due_on text,
    p_due_from text[],
    p_due_every text,
    p_due_months integer,
    p_lead_days integer,
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
        coalesce(n.conditions -> 0 ->> 'operator', '='), upkeep.norm_value_said(
            n.object_type, n.conditions -> 0 ->> 'attribute', n.conditions -> 0 ->> 'value'), n.conditions -> 1 ->> 'attribute',
        coalesce(n.conditions -> 1 ->> 'operator', '='), upkeep.norm_value_said(
            n.object_type, n.conditions -> 1 ->> 'attribute', n.conditions -> 1 ->> 'value'),
        n.due ->> 'on', array(select jsonb_array_elements_text(n.due -> 'from')), n.due ->> 'every', (n.due ->> 'months')::integer,
        n.lead_days::integer, n.checklist_id::lib.checklist_ref, n.utility, n.ground, n.ground_en, n.active
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
    p_due_on text default null,
    p_due_from text[] default '{}',
    p_due_every text default null,
    p_due_months integer default null,
    p_lead_days integer default 60,
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
        || upkeep.norm_condition_read(p_object_type, p_attribute2, p_operator2, p_value2),
        upkeep.norm_due_read(p_object_type, p_due_on, p_due_from, p_due_every, p_due_months)) as a;
end
$$;
comment on function supervisor.norms_preview(
    lib.norm_ref, lib.title, integer, integer, text[], text, integer, integer, lib.title, lib.title, text, text, text, text,
    text, text, text, text, text[], text, integer, integer, lib.checklist_ref, text, text, text, boolean
) is 'Что изменится
@column title Работа
@column houses Затронет домов
@column objects Из них объектов
@column works_a_year Работ в год
@column unknown Домов без данных
@column planned Уже в плане, останутся';
