create function desk.move_requires_save(
    p_scenario text,
    p_from_state text,
    p_to_state text,
    p_requires text[],
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes what a move of a scenario demands: by a new version, current from now on, so that orders already begun go on by
the one they began with. What a state cannot be without (assignee of assigned, until of deferred, waiting_reason of
waiting, main of merged) stays. Nothing changed: no version. Errors: not_found, move_requires_fixed (422), rule_reason_required (422).
*/
declare
    v_old text[];
    v_new text[];
    v_fixed text[];
    v_scenario desk.scenarios;
begin
    perform people.office_demand(array['supervisor']);
    select s.* into v_scenario from desk.scenarios as s where s.scenario = p_scenario and s.current for update;
    select m.requires
    into v_old
    from desk.moves as m
    where
        m.scenario = p_scenario and m.version = v_scenario.version
        and m.from_state = p_from_state and m.to_state = p_to_state;
    if v_old is null then
        perform cabinet.refuse('not_found');
    end if;
    v_new := array(select distinct r.need from unnest(p_requires) as r (need) where r.need is not null order by 1);
    v_fixed := array(
        select r.need from unnest(v_old) as r (need) where r.need in ('assignee', 'until', 'waiting_reason', 'main')
    );
    if not v_fixed <@ v_new then
        perform cabinet.refuse('move_requires_fixed', p_field => 'p_requires');
    end if;
    if not v_new <@ array['reason', 'until', 'waiting_reason', 'photo_before', 'photo_after', 'assignee', 'main'] then
        perform cabinet.refuse('not_found');
    end if;
    if v_new <@ v_old and v_old <@ v_new then
        return;
    end if;
    update desk.scenarios as s set current = false
    where s.scenario = p_scenario and s.version = v_scenario.version;
    insert into desk.scenarios (scenario, version, title, current)
    values (p_scenario, v_scenario.version + 1, v_scenario.title, true);
    insert into desk.moves (scenario, version, from_state, to_state, actors, requires, title, title_en)
    select
        m.scenario, m.version + 1, m.from_state, m.to_state, m.actors,
        case when m.from_state = p_from_state and m.to_state = p_to_state then v_new else m.requires end,
        m.title, m.title_en
    from desk.moves as m
    where m.scenario = p_scenario and m.version = v_scenario.version;
    perform cabinet.rule_change_put(
        'scenarios', p_scenario || '.' || p_from_state || '.' || p_to_state,
        (select t.title from desk.states as t where t.state = p_from_state) || ' → '
        || (select t.title from desk.states as t where t.state = p_to_state)
        || cabinet.said('phrase.scenario_version', jsonb_build_object('version', v_scenario.version + 1), 'ru'),
        array_to_string(v_old, ', '), array_to_string(v_new, ', '), p_reason
    );
end
$$;
comment on function desk.move_requires_save(text, text, text, text[], text) is 'Changes what a move of a scenario demands
@decides';
