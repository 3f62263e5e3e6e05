create function upkeep.work_start(
    p_work lib.work_ref,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The performer, or the zone's manager, begins. Errors: those of upkeep.work_guarded. */
declare
    v_work upkeep.works := upkeep.work_guarded(p_work, '{performer,manager}', p_version);
begin
    if v_work.state = 'in_progress' then
        return;
    end if;
    update upkeep.works as w
    set state = 'in_progress', started_at = lib.moment(), version = w.version + 1
    where w.work_id = p_work;
    perform upkeep.work_event_add(p_work, 'started');
end
$$;
comment on function upkeep.work_start(lib.work_ref, integer) is 'A planned work begins
@decides';
