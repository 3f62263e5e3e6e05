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
Changes what a move of the current version of a scenario demands. What a state cannot be without (assignee of assigned,
until of deferred, waiting_reason of waiting) stays. Errors: not_found, move_requires_fixed (422).
*/
declare
    v_old text[];
    v_new text[];
    v_fixed text[];
begin
    perform people.office_demand(array['supervisor']);
    select m.requires
    into v_old
    from desk.moves as m
    join desk.scenarios as s on s.scenario = m.scenario and s.version = m.version and s.current
    where m.scenario = p_scenario and m.from_state = p_from_state and m.to_state = p_to_state
    for update of m;
    if v_old is null then
        perform cabinet.refuse('not_found');
    end if;
    v_new := array(select distinct r.need from unnest(p_requires) as r (need) where r.need is not null order by 1);
    v_fixed := array(
        select r.need from unnest(v_old) as r (need) where r.need in ('assignee', 'until', 'waiting_reason')
    );
    if not v_fixed <@ v_new then
        perform cabinet.refuse('move_requires_fixed', p_field => 'p_requires');
    end if;
    if not v_new <@ array['reason', 'until', 'waiting_reason', 'photo_before', 'photo_after', 'assignee'] then
        perform cabinet.refuse('not_found');
    end if;
    update desk.moves as m
    set requires = v_new
    from desk.scenarios as s
    where
        s.scenario = m.scenario and s.version = m.version and s.current
        and m.scenario = p_scenario and m.from_state = p_from_state and m.to_state = p_to_state;
    perform cabinet.rule_change_put(
        'scenarios', p_scenario || '.' || p_from_state || '.' || p_to_state,
        (select t.title from desk.states as t where t.state = p_from_state) || ' → '
        || (select t.title from desk.states as t where t.state = p_to_state),
        array_to_string(v_old, ', '), array_to_string(v_new, ', '), p_reason
    );
end
$$;
comment on function desk.move_requires_save(text, text, text, text[], text) is 'Changes what a move of a scenario demands
@decides';
