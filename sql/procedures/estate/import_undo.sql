create function estate.import_undo(
    p_import lib.import_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Asks to take a load back, in the background: exactly what was before. Not where later work stands on it: the refusal names
it all. Errors: not_found, import_state, import_used.
*/
declare
    v_import estate.imports := estate.import_taken(p_import, '{loaded,failed}');
    v_used text;
begin
    if v_import.status not in ('loaded', 'undoing') then
        perform cabinet.refuse('import_state', p_values => jsonb_build_object(
            'state', cabinet.said('said.import.state.' || v_import.status)));
    end if;
    select string_agg(d.what || ': ' || d.amount || coalesce(' (' || d.example || ')', ''), '; ') into v_used
    from estate.import_dependents(p_import) as d;
    if v_used is not null then
        perform cabinet.refuse(
            'import_used', p_values => jsonb_build_object('list', v_used),
            p_goto => '/supervisor/import?import=' || p_import, p_goto_label => 'said.import.open'
        );
    end if;
    update estate.imports as i
    set status = 'undoing', used = null,
        task_id = cabinet.task_add(
            'estate.import_undo_step', p_import, cabinet.said('said.import.task.undo', jsonb_build_object('file', i.file_name)), 2)
    where i.import_id = p_import;
end
$$;
comment on function estate.import_undo(lib.import_ref) is 'Asks to take a load back
@decides';
