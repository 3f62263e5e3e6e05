create function upkeep.work_guarded(
    p_work bigint,
    p_actors text[],
    p_version integer default null
)
returns upkeep.works
language plpgsql
volatile
as $$
/*
Locks a work for one of these actors. What changed since it was shown (p_version; null asks nothing) is said.
Errors: not_found (a wrong and a foreign id alike), forbidden, work_changed, work_over.
*/
declare
    v_work upkeep.works;
    v_mine text[];
begin
    perform people.absence_lock(p_beside => true);
    select w.* into v_work from upkeep.works as w where w.work_id = p_work for update;
    v_mine := upkeep.work_actors(p_work);
    if v_work.work_id is null or cardinality(v_mine) = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_work');
    elsif not v_mine && p_actors then
        perform cabinet.refuse('forbidden');
    elsif p_version is not null and p_version <> v_work.version then
        perform cabinet.refuse('work_changed', p_values => jsonb_build_object(
            'who', coalesce((
                select lib.person_short(e.actor_name)
                from upkeep.work_events as e
                where e.work_id = p_work
                order by e.event_id desc
                limit 1
            ), cabinet.said('order.actor.job')),
            'state', cabinet.said('phrase.work_state.' || v_work.state)));
    elsif v_work.state in ('done', 'cancelled', 'draft') then
        perform cabinet.refuse('work_over', p_values => jsonb_build_object(
            'state', cabinet.said('phrase.work_state.' || v_work.state)));
    end if;
    return v_work;
end
$$;
comment on function upkeep.work_guarded(bigint, text[], integer) is 'Locks a work for who may change it
@internal';
