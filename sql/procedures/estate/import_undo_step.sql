create function estate.import_undo_step(
    p_task bigint
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a load back in one transaction; where later work came in between, the load stays and says on what it stands. */
declare
    v_import estate.imports;
    v_used jsonb;
begin
    select i.* into v_import
    from estate.imports as i
    join cabinet.tasks as t on t.object_id = i.import_id
    where t.task_id = p_task and i.task_id = p_task and i.status = 'undoing'
    for update of i;
    if v_import.import_id is null then
        return false;
    end if;
    perform estate.import_speak(v_import);
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('estate.import', 0));
    select jsonb_agg(to_jsonb(d)) into v_used from estate.import_dependents(v_import.import_id) as d;
    if v_used is not null then
        update estate.imports as i set status = 'loaded', used = v_used where i.import_id = v_import.import_id;
        return false;
    end if;
    perform estate.import_restore(v_import.import_id);
    if v_import.kind in ('houses', 'premises') then
        perform estate.import_objects_check(v_import.import_id);
    end if;
    update estate.imports as i set status = 'undone', undone_at = lib.moment() where i.import_id = v_import.import_id;
    perform cabinet.task_progress(p_task, 2, 2);
    return false;
end
$$;
comment on function estate.import_undo_step(bigint) is 'Takes a load back
@for worker';
