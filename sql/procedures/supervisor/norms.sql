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
        case when n.due is not null then upkeep.norm_due_said(n.object_type, n.due, n.lead_days) when cardinality(n.months) < 12 then upkeep.months_said(n.months) else cabinet.said('phrase.norm_any_month') end,
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

create function supervisor.norms_day_options(
    p_object_type text default 'house'
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
/* Dates and years of a passport, to which a work may be due. */
begin
    return query
    select a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end
    from estate.attributes as a
    where a.object_type = coalesce(nullif(p_object_type, ''), 'house') and a.active and a.kind in ('date', 'year')
    order by a.position;
end
$$;
comment on function supervisor.norms_day_options(text) is 'Дни и годы паспорта';

create function supervisor.norms_number_options(
    p_object_type text default 'house'
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
/* Numbers of a passport that may say how often. */
begin
    return query
    select a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end
    from estate.attributes as a
    where
        a.object_type = coalesce(nullif(p_object_type, ''), 'house') and a.active and a.kind in ('integer', 'number')
        and (a.unit like 'мес%' or a.unit in ('лет', 'год', 'года'))
    order by a.position;
end
$$;
comment on function supervisor.norms_number_options(text) is 'Сроки из паспорта';

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
