create function supervisor.scenarios_states()
returns table (
    state lib.state,
    moves text,
    clock text,
    exits text,
    _badge_state text,
    _icon_state text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of the current scenario with their moves; a state without exit that is not the end is marked. */
begin
    return query
    select
        s.state::lib.state,
        (
            select string_agg(case lib.language() when 'en' then t.title_en else t.title end, ', ' order by t.position)
            from desk.moves as m
            join desk.scenarios as c on c.scenario = m.scenario and c.version = m.version and c.current
            join desk.states as t on t.state = m.to_state
            where m.from_state = s.state and not m.actors = array['outage']
        ),
        cabinet.said(case when s.clock_runs then 'phrase.clock_runs' else 'phrase.clock_stands' end),
        cabinet.said(case when s.terminal then 'phrase.terminal' else 'phrase.goes_on' end),
        s.badge, s.icon,
        case when not s.terminal and not exists (
            select from desk.moves as m
            join desk.scenarios as c on c.scenario = m.scenario and c.version = m.version and c.current
            where m.from_state = s.state
        ) then 'bad' end
    from desk.states as s
    order by s.position;
end
$$;
comment on function supervisor.scenarios_states() is 'Состояния
@bold state moves
@column state Состояние
@column moves Куда дальше
@column clock Срок
@column exits Конец
@export no';

create function supervisor.scenarios_moves(
    p_from_state text default null
)
returns table (
    title text,
    from_to text,
    who text,
    demands text,
    _group text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Moves of the current scenario: from, to, who may, what is demanded. */
begin
    return query
    select
        case lib.language() when 'en' then m.title_en else m.title end,
        case lib.language() when 'en' then f.title_en || ' → ' || t.title_en else f.title || ' → ' || t.title end,
        (select string_agg(cabinet.said('phrase.actor.' || a.code), ', ') from unnest(m.actors) as a (code)),
        coalesce((select string_agg(cabinet.said('phrase.need.' || n.code), ', ') from unnest(m.requires) as n (code)), '—'),
        case lib.language() when 'en' then f.title_en else f.title end,
        'scenarios_edit?from_state=' || m.from_state || '&to_state=' || m.to_state || '&scenario=' || m.scenario
    from desk.moves as m
    join desk.scenarios as c on c.scenario = m.scenario and c.version = m.version and c.current
    join desk.states as f on f.state = m.from_state
    join desk.states as t on t.state = m.to_state
    where (p_from_state is null or m.from_state = p_from_state) and not m.actors = array['outage']
    order by f.position, t.position;
end
$$;
comment on function supervisor.scenarios_moves(text) is 'Переходы
Только эти переходы возможны: другого пути у заявки нет.
@filter p_from_state
@options p_from_state scenarios_state_options
@field p_from_state Из состояния
@bold from_to demands
@column title Кнопка
@column from_to Откуда и куда
@column who Кто может
@column demands Что нужно
@limit 50';

create function supervisor.scenarios_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States. */
begin
    return query
    select s.state, case lib.language() when 'en' then s.title_en else s.title end
    from desk.states as s
    order by s.position;
end
$$;
comment on function supervisor.scenarios_state_options() is 'Состояния';

create function supervisor.scenarios_need_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a move may demand. */
begin
    return query
    select n.code, cabinet.said('phrase.need.' || n.code)
    from unnest(array['reason', 'photo_before', 'photo_after', 'assignee', 'until', 'waiting_reason', 'main']) as n (code);
end
$$;
comment on function supervisor.scenarios_need_options() is 'Что нужно';

create function supervisor.scenarios_scenario_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Scenarios. */
begin
    return query select s.scenario, s.title from desk.scenarios as s where s.current order by s.title;
end
$$;
comment on function supervisor.scenarios_scenario_options() is 'Сценарии';

create function supervisor.scenarios_edit(
    p_from_state text,
    p_to_state text,
    p_reason lib.reason,
    p_requires text[] default '{}',
    p_scenario text default 'repair'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What a move demands. */
begin
    perform desk.move_requires_save(
        p_scenario => p_scenario, p_from_state => p_from_state, p_to_state => p_to_state, p_requires => p_requires,
        p_reason => p_reason
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/scenarios')::lib.outcome;
end
$$;
comment on function supervisor.scenarios_edit(text, text, lib.reason, text[], text) is 'Что требовать при переходе
Фото требуем, только если его требует и сама услуга.
@options p_from_state scenarios_state_options
@options p_to_state scenarios_state_options
@options p_requires scenarios_need_options
@options p_scenario scenarios_scenario_options
@prefill scenarios_edit_draft
@field p_from_state Откуда
@field p_to_state Куда
@field p_requires Что нужно
@field p_scenario Сценарий
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.scenarios_edit_draft(
    p_from_state text,
    p_to_state text,
    p_scenario text default 'repair'
)
returns table (
    p_requires text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select m.requires
    from desk.moves as m
    join desk.scenarios as c on c.scenario = m.scenario and c.version = m.version and c.current
    where m.scenario = p_scenario and m.from_state = p_from_state and m.to_state = p_to_state;
end
$$;
comment on function supervisor.scenarios_edit_draft(text, text, text) is 'Сейчас
@field p_from_state Откуда
@field p_to_state Куда
@field p_scenario Сценарий';

create function supervisor.scenarios_history()
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
/* Changes of scenarios. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('scenarios') as c;
end
$$;
comment on function supervisor.scenarios_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'scenarios', p_title => 'Сценарии',
    p_blocks => 'scenarios_states scenarios_moves scenarios_history',
    p_icon => 'diagram-3', p_menu => 150, p_group => 'Правила');
