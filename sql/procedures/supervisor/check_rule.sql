create function supervisor.check_rule_card(
    p_rule text
)
returns table (
    what text,
    predicate text,
    message text,
    severity lib.state,
    owner_name text,
    blocks_plan boolean,
    core boolean,
    active boolean,
    ground text,
    hits bigint,
    trouble text,
    _title text,
    _badge_severity text,
    _badge_trouble text,
    _link_hits text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One rule: what it looks for, what it says, how often it hits now, why it did not work. */
begin
    return query
    select
        case when r.kind = 'sql' then cabinet.said('phrase.check_sql') else estate.check_condition_said(r) end,
        r.predicate,
        estate.check_rule_said(
            r.rule, case when lib.language() = 'en' then coalesce(r.message_en, r.message) else r.message end,
            jsonb_build_object('value', '…', 'other', '…')
        ),
        cabinet.said('phrase.check_severity.' || r.severity)::lib.state, cabinet.said('phrase.check_owner.' || r.owner),
        r.blocks_plan, r.core, r.active, r.ground, f.n,
        case when r.error is not null then cabinet.said('phrase.check_rule_error', jsonb_build_object('error', r.error)) end,
        estate.check_rule_said(r.rule), case r.severity when 'error' then 'bad' else 'warn' end,
        case when r.error is not null then 'bad' end, case when f.n > 0 then 'check?rule=' || r.rule end,
        array['check_rules_edit?rule=' || r.rule] || case when r.kind = 'declarative' and not r.derived
            then array['check_rules_condition?rule=' || r.rule] else '{}'::text[] end
    from estate.check_rules as r
    cross join lateral (
        select count(*) as n from estate.check_findings as c
        where c.rule = r.rule and c.cleared_at is null and c.excused_at is null
    ) as f
    where r.rule = p_rule;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.check_rule_card(text) is 'Что ищет правило
@kind card
@column what Что ищет
@column predicate Условие на SQL
@column message Что говорит
@column severity Серьёзность
@column owner_name Ответственный
@column blocks_plan Мешает плану
@column core Без этого дом не готов
@column active Действует
@column ground Основание
@column hits Замечаний сейчас
@column trouble Не сработало';

create function supervisor.check_rule_history(
    p_rule text
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
/* Changes of the rule. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('check_rules', p_rule) as c;
end
$$;
comment on function supervisor.check_rule_history(text) is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'check_rule', p_title => 'Правило проверки',
    p_blocks => 'check_rule_card check_rule_history',
    p_icon => 'list-check', p_up => 'check_rules');
