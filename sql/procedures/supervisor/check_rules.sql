create function supervisor.check_rules_list(
    p_type text default 'house',
    p_search lib.search default null,
    p_past boolean default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    severity lib.state,
    owner_name text,
    blocks_plan boolean,
    hits bigint,
    _badge_severity text,
    _class text,
    _link text,
    _link_hits text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rules that are judged, by how often they hit now; p_past: also those put aside. */
declare
    v_live text[] := estate.check_rules_shown();
begin
    return query
    with named as (
        select
            r.rule, r.severity, r.owner, r.blocks_plan, r.active, r.error, r.position, r.derived,
            estate.check_rule_said(r.rule) as title, coalesce(f.n, 0) as hits
        from estate.check_rules as r
        left join (
            select c.rule, count(*) as n
            from estate.check_findings as c
            where c.cleared_at is null and c.excused_at is null
            group by c.rule
        ) as f on f.rule = r.rule
        where
            r.object_type = coalesce(p_type, 'house')
            and (r.rule = any (v_live) or (coalesce(p_past, false) and not r.active))
    )

    select
        n.title || case when n.error is not null then ' · ' || cabinet.said('phrase.check_rule_failed') else '' end,
        cabinet.said('phrase.check_severity.' || n.severity)::lib.state, cabinet.said('phrase.check_owner.' || n.owner),
        n.blocks_plan, n.hits, case n.severity when 'error' then 'bad' else 'warn' end,
        case when not n.active then 'muted' end, 'check_rule?rule=' || n.rule,
        case when n.hits > 0 then 'check?rule=' || n.rule end, count(*) over ()
    from named as n
    where coalesce(p_search, '') = '' or n.title ilike '%' || p_search || '%'
    order by n.hits desc, n.derived, n.severity, n.position, n.title
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.check_rules_list(text, lib.search, boolean, integer, integer) is 'Правила
Обязательные поля, границы и образцы паспорта проверяются сами. Здесь можно добавить условие без SQL.
@filter p_type p_search p_past
@options p_type check_rules_type_options
@field p_type Объекты
@field p_past И выключенные
@placeholder p_search Этажей, площадь
@bold title hits
@column title Правило
@column severity Серьёзность
@column owner_name Ответственный
@column blocks_plan Мешает плану
@column hits Замечаний
@empty Таких правил нет
@create check_rules_new';

create function supervisor.check_rules_type_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Types of objects that are judged. */
begin
    return query
    select t.object_type, case when lib.language() = 'en' then coalesce(t.title_en, t.title) else t.title end
    from estate.object_types as t
    where t.active
    order by t.position, t.title;
end
$$;
comment on function supervisor.check_rules_type_options() is 'Типы объектов';

create function supervisor.check_rules_edit(
    p_rule text,
    p_title lib.title,
    p_message lib.title,
    p_severity text,
    p_owner text,
    p_blocks_plan boolean default false,
    p_core boolean default false,
    p_active boolean default false,
    p_title_en lib.title default null,
    p_message_en lib.title default null,
    p_reason lib.wording default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another weight, owner or wording; put aside or taken up. */
begin
    perform estate.check_rule_save(
        p_rule => p_rule, p_title => p_title, p_message => p_message, p_severity => p_severity, p_owner => p_owner,
        p_reason => p_reason, p_title_en => p_title_en, p_message_en => p_message_en, p_blocks_plan => p_blocks_plan,
        p_core => p_core, p_active => p_active
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/check-rule?rule=' || p_rule)::lib.outcome;
end
$$;
comment on function supervisor.check_rules_edit(
    text, lib.title, lib.title, text, text, boolean, boolean, boolean, lib.title, lib.title, lib.wording
) is 'Изменить правило
В словах можно поставить {field}, {value} и {other}: поле, что в нём стоит и с чем сравнили.
@needs p_rule
@options p_severity check_severity_options
@choice p_severity
@options p_owner check_rules_owner_options
@choice p_owner
@prefill check_rules_draft
@field p_rule Правило
@field p_title Название
@field p_title_en Название по-английски
@field p_message Что не так, словами
@field p_message_en То же по-английски
@field p_severity Серьёзность
@field p_owner Кто исправляет
@field p_blocks_plan Мешает плану
@field p_core Без этого дом не готов
@field p_active Действует
@field p_reason Почему меняем
@submit Изменить правило';

create function supervisor.check_rules_draft(
    p_rule text
)
returns table (
    p_title text,
    p_title_en text,
    p_message text,
    p_message_en text,
    p_severity text,
    p_owner text,
    p_blocks_plan boolean,
    p_core boolean,
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
    select r.title::text, r.title_en, r.message, r.message_en, r.severity, r.owner, r.blocks_plan, r.core, r.active
    from estate.check_rules as r
    where r.rule = p_rule;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.check_rules_draft(text) is 'Сейчас
@field p_rule Правило';

create function supervisor.check_rules_owner_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who mends. */
begin
    return query
    select o.code, cabinet.said('phrase.check_owner.' || o.code)
    from unnest(array['zone_manager', 'operator', 'supervisor']) as o (code);
end
$$;
comment on function supervisor.check_rules_owner_options() is 'Кто исправляет';

create function supervisor.check_rules_condition(
    p_rule text,
    p_attribute text,
    p_operator text,
    p_operand lib.title default null,
    p_other text default null,
    p_reason lib.wording default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another condition; everything is judged anew. */
begin
    perform estate.check_rule_condition(
        p_rule => p_rule, p_attribute => p_attribute, p_operator => p_operator, p_reason => p_reason, p_operand => p_operand,
        p_other => p_other
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/check?rule=' || p_rule)::lib.outcome;
end
$$;
comment on function supervisor.check_rules_condition(text, text, text, lib.title, text, lib.wording) is 'Изменить условие
Замечание получит дом, для которого условие верно. Сравнивать можно со значением или с другим полем.
@needs p_rule
@options p_attribute check_rules_attribute_options
@options p_other check_rules_attribute_options
@options p_operator check_rules_operator_options
@prefill check_rules_condition_draft
@preview check_rules_condition_preview
@field p_rule Правило
@field p_attribute Поле
@field p_operator Условие
@field p_operand Значение
@field p_other Или другое поле
@field p_reason Почему меняем
@submit Изменить условие
@style secondary';

create function supervisor.check_rules_condition_draft(
    p_rule text
)
returns table (
    p_attribute text,
    p_operator text,
    p_operand text,
    p_other text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select r.attribute, r.operator, r.operand, r.operand_attribute from estate.check_rules as r where r.rule = p_rule;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.check_rules_condition_draft(text) is 'Сейчас
@field p_rule Правило';

create function supervisor.check_rules_condition_preview(
    p_rule text,
    p_attribute text,
    p_operator text,
    p_operand lib.title default null,
    p_other text default null,
    p_reason lib.wording default null
)
returns table (
    hits text,
    address text,
    "value" text,
    other text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many houses the condition hits now, and the first of them. */
declare
    v_type text := (select r.object_type from estate.check_rules as r where r.rule = p_rule);
begin
    return query
    select p.hits, p.address, p."value", p.other
    from supervisor.check_rules_new_preview(
        p_type => v_type, p_attribute => p_attribute, p_operator => p_operator, p_operand => p_operand,
        p_other => p_other
    ) as p;
end
$$;
comment on function supervisor.check_rules_condition_preview(text, text, text, lib.title, text, lib.wording) is 'Кого затронет
@field p_rule Правило
@field p_attribute Поле
@field p_operator Условие
@field p_operand Значение
@field p_other Или другое поле
@field p_reason Почему меняем
@column hits Попадёт
@column address Например
@column value Сейчас
@column other Сравниваем с';

create function supervisor.check_rules_attribute_options(
    p_rule text default null,
    p_type text default 'house'
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
/* Fields of the rule's type by the sections of the passport. */
begin
    return query
    select
        a.code, case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end,
        case when lib.language() = 'en' then coalesce(g.title_en, g.title) else g.title end
    from estate.attributes as a
    join estate.attribute_groups as g on g.attribute_group = a.attribute_group
    where
        a.active and a.object_type = coalesce(
            (select r.object_type from estate.check_rules as r where r.rule = p_rule), p_type, 'house'
        )
    order by g.position, a.position, a.attribute_id;
end
$$;
comment on function supervisor.check_rules_attribute_options(text, text) is 'Поля
@field p_rule Правило
@field p_type Объекты';

create function supervisor.check_rules_operator_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Conditions in words. */
begin
    return query
    select o.code, cabinet.said('phrase.check_operation.' || o.code)
    from unnest(array['missing', '<', '<=', '=', '<>', '>', '>=', 'not_matches', 'not_in_options']) as o (code);
end
$$;
comment on function supervisor.check_rules_operator_options() is 'Условия';

create function supervisor.check_rules_new(
    p_type text,
    p_attribute text,
    p_operator text,
    p_operand lib.title default null,
    p_other text default null,
    p_title lib.wording default null,
    p_message lib.wording default null,
    p_severity text default 'warning',
    p_owner text default 'zone_manager',
    p_blocks_plan boolean default false,
    p_title_en lib.title default null,
    p_message_en lib.title default null,
    p_reason lib.wording default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new rule without SQL; everything is judged anew. */
declare
    v_rule text;
begin
    v_rule := estate.check_rule_add(
        p_object_type => p_type, p_attribute => p_attribute, p_operator => p_operator, p_title => p_title,
        p_message => p_message, p_reason => p_reason, p_severity => p_severity, p_owner => p_owner, p_operand => p_operand,
        p_other => p_other, p_title_en => p_title_en, p_message_en => p_message_en, p_blocks_plan => p_blocks_plan
    );
    return row(cabinet.said('phrase.check_rule_added'), '/supervisor/check?rule=' || v_rule)::lib.outcome;
end
$$;
comment on function supervisor.check_rules_new(
    text, text, text, lib.title, text, lib.wording, lib.wording, text, text, boolean, lib.title, lib.title, lib.wording
) is 'Новое правило
Замечание получит объект, для которого условие верно. Сравнивать можно со значением или с другим полем.
В словах можно поставить {field}, {value} и {other}: поле, что в нём стоит и с чем сравнили.
@options p_type check_rules_type_options
@options p_attribute check_rules_attribute_options
@options p_other check_rules_attribute_options
@options p_operator check_rules_operator_options
@options p_severity check_severity_options
@choice p_severity
@options p_owner check_rules_owner_options
@choice p_owner
@preview check_rules_new_preview
@field p_type Объекты
@field p_attribute Поле
@field p_operator Условие
@field p_operand Значение
@field p_other Или другое поле
@field p_title Название
@field p_title_en Название по-английски
@field p_message Что не так, словами
@placeholder p_message {field} {value}: больше {other}
@field p_message_en То же по-английски
@field p_severity Серьёзность
@field p_owner Кто исправляет
@field p_blocks_plan Мешает плану
@field p_reason Почему добавляем
@submit Добавить правило
@icon plus-circle';

create function supervisor.check_rules_new_preview(
    p_type text,
    p_attribute text,
    p_operator text,
    p_operand lib.title default null,
    p_other text default null,
    p_title lib.wording default null,
    p_message lib.wording default null,
    p_severity text default 'warning',
    p_owner text default 'zone_manager',
    p_blocks_plan boolean default false,
    p_title_en lib.title default null,
    p_message_en lib.title default null,
    p_reason lib.wording default null
)
returns table (
    hits text,
    address text,
    "value" text,
    other text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many houses the condition hits now, and the first of them. */
begin
    return query
    with found as (
        select f.house_id, f."value", f.other, f.total, row_number() over () as n
        from estate.check_hits(
            p_object_type => p_type, p_attribute => p_attribute, p_operator => p_operator,
            p_operand => nullif(trim(p_operand), ''), p_other => nullif(trim(p_other), '')
        ) as f
    )

    select
        case when f.n = 1 then cabinet.said('phrase.check_hits', jsonb_build_object('count', f.total)) end,
        h.street || ', ' || h.number, estate.fact_said(p_type, p_attribute, f."value"),
        estate.fact_said(p_type, coalesce(nullif(p_other, ''), p_attribute), f.other)
    from found as f
    join estate.houses as h on h.house_id = f.house_id
    union all
    select cabinet.said('phrase.check_hits', jsonb_build_object('count', 0)), null, null, null
    where not exists (select from found);
end
$$;
comment on function supervisor.check_rules_new_preview(
    text, text, text, lib.title, text, lib.wording, lib.wording, text, text, boolean, lib.title, lib.title, lib.wording
) is 'Кого затронет
@field p_type Объекты
@field p_attribute Поле
@field p_operator Условие
@field p_operand Значение
@field p_other Или другое поле
@field p_title Название
@field p_title_en Название по-английски
@field p_message Что не так, словами
@field p_message_en То же по-английски
@field p_severity Серьёзность
@field p_owner Кто исправляет
@field p_blocks_plan Мешает плану
@field p_reason Почему добавляем
@column hits Попадёт
@column address Например
@column value Сейчас
@column other Сравниваем с';

create function supervisor.check_rules_history()
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
/* Changes of rules. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('check_rules') as c;
end
$$;
comment on function supervisor.check_rules_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'check_rules', p_title => 'Правила проверки',
    p_blocks => 'check_rules_list check_rules_history',
    p_icon => 'list-check', p_menu => 145, p_group => 'Правила', p_up => 'check');
