create function estate.import_load(
    p_import lib.import_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks for the load of what the dry run found, in the background. Errors: not_found, import_state, import_nothing. */
declare
    v_import estate.imports := estate.import_taken(p_import, '{checked,failed}');
begin
    if v_import.status not in ('checked', 'loading') then
        perform cabinet.refuse('import_state', p_values => jsonb_build_object(
            'state', cabinet.said('said.import.state.' || v_import.status)));
    elsif v_import.rows_new + v_import.rows_changed = 0 then
        perform cabinet.refuse('import_nothing');
    end if;
    update estate.imports as i
    set status = 'loading', error = null,
        task_id = cabinet.task_add(
            'estate.import_load_step', p_import, cabinet.said('said.import.task.load', jsonb_build_object('file', i.file_name)), 3)
    where i.import_id = p_import;
end
$$;
comment on function estate.import_load(lib.import_ref) is 'Asks for the load of what the dry run found
@decides';
