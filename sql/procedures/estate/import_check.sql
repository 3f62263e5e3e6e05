create function estate.import_check(
    p_import lib.import_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Asks for the dry run of an import in the background: every row gets its outcome, nothing is loaded.
Errors: not_found, import_state, import_columns, import_zone.
*/
declare
    v_import estate.imports := estate.import_taken(p_import, '{mapping,checked,failed}');
    v_lacks text := estate.import_lacks(v_import.kind, v_import.mapping);
begin
    if v_lacks is not null then
        perform cabinet.refuse('import_columns', p_values => jsonb_build_object('columns', v_lacks));
    elsif v_import.kind = 'houses' and v_import.zone_id is null and not v_import.mapping ? 'zone' then
        perform cabinet.refuse('import_zone');
    end if;
    delete from estate.import_rows as r where r.import_id = p_import;
    delete from estate.import_writes as w where w.import_id = p_import;
    update estate.imports as i
    set status = 'checking', error = null, used = null, seconds = 0, rows_new = 0, rows_changed = 0, rows_same = 0, rows_refused = 0,
        task_id = cabinet.task_add(
            'estate.import_check_step', p_import,
            cabinet.said('said.import.task.check', jsonb_build_object('file', i.file_name)), i.rows_total)
    where i.import_id = p_import;
end
$$;
comment on function estate.import_check(lib.import_ref) is 'Asks for the dry run of an import
@decides';
