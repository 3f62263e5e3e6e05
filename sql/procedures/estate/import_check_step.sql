create function estate.import_check_step(
    p_task bigint
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A step of the dry run: reads the next 2,000 rows; when all are read, gives each its outcome. */
declare
    v_import estate.imports;
    v_began timestamptz := clock_timestamp();
    v_from integer;
    v_last integer;
begin
    select i.* into v_import
    from estate.imports as i
    join cabinet.tasks as t on t.object_id = i.import_id
    where t.task_id = p_task and i.task_id = p_task and i.status = 'checking'
    for update of i;
    if v_import.import_id is null then
        return false;
    end if;
    perform estate.import_speak(v_import);
    select coalesce(max(r.line), (not v_import.headless)::integer) into v_from
    from estate.import_rows as r
    where r.import_id = v_import.import_id;
    select max(r.line) into v_last from cabinet.table_rows as r where r.file_id = v_import.file_id;
    if v_from < coalesce(v_last, 0) then
        perform estate.import_read(v_import, v_from + 1, v_from + 2000);
        perform cabinet.task_progress(
            p_task, least(v_from + 2000, v_last) - (not v_import.headless)::integer, v_import.rows_total,
            cabinet.said('said.import.reading')
        );
    else
        perform estate.import_judge(v_import);
        perform cabinet.task_progress(p_task, v_import.rows_total, v_import.rows_total, cabinet.said('said.import.judged'));
        update estate.imports as i set status = 'checked' where i.import_id = v_import.import_id;
    end if;
    update estate.imports as i
    set seconds = i.seconds + extract(epoch from clock_timestamp() - v_began)
    where i.import_id = v_import.import_id;
    return v_from < coalesce(v_last, 0);
end
$$;
comment on function estate.import_check_step(bigint) is 'A step of the dry run of an import
@for worker';
