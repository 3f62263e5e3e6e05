create function estate.import_load_step(
    p_task bigint
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A step of a load. The load itself is one transaction: it looks at every row anew, since the office worked on meanwhile, and
writes everything or, killed or failed, nothing, so that nobody ever sees a part of it. The last step checks the objects.
*/
declare
    v_import estate.imports;
    v_began timestamptz := clock_timestamp();
    v_done integer := (select t.done from cabinet.tasks as t where t.task_id = p_task);
begin
    -- @accept text type variable is not sanitized
    select i.* into v_import
    from estate.imports as i
    join cabinet.tasks as t on t.object_id = i.import_id
    where t.task_id = p_task and i.task_id = p_task and i.status in ('loading', 'loaded')
    for update of i;
    if v_import.import_id is null then
        return false;
    end if;
    perform estate.import_speak(v_import);
    if v_done = 0 then
        perform cabinet.task_progress(p_task, 1, 3, cabinet.said('said.import.writing', jsonb_build_object(
            'count', v_import.rows_new + v_import.rows_changed)));
        return true;
    elsif v_import.status = 'loading' then
        -- one load at a time: two files with the same houses would both find them new
        perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('estate.import', 0));
        delete from estate.import_writes as w where w.import_id = v_import.import_id;
        perform estate.import_judge(v_import);
        execute format(
            'select %s($1)', (select k.load_function from estate.import_kinds as k where k.kind = v_import.kind)
        ) using v_import.import_id;
        analyze estate.import_writes;
        perform estate.import_apply(v_import.import_id);
        update estate.imports as i
        set status = 'loaded', loaded_at = lib.moment(), seconds = i.seconds + extract(epoch from clock_timestamp() - v_began)
        where i.import_id = v_import.import_id;
        perform cabinet.task_progress(p_task, 2, 3, cabinet.said('said.import.objects'));
        return v_import.kind in ('houses', 'premises');
    end if;
    perform estate.import_objects_check(v_import.import_id);
    perform cabinet.task_progress(p_task, 3, 3);
    update estate.imports as i
    set seconds = i.seconds + extract(epoch from clock_timestamp() - v_began)
    where i.import_id = v_import.import_id;
    return false;
end
$$;
comment on function estate.import_load_step(bigint) is 'A step of the load of an import
@for worker';
