create function estate.import_taken(
    p_import bigint,
    p_states text[]
)
returns estate.imports
language plpgsql
volatile
set search_path = ''
as $$
/*
The import, locked, when it is in one of these states for the acting person of the office. «failed» is a state too: its
background work ended badly. Errors: forbidden, not_found, import_state, import_cleared.
*/
declare
    v_import estate.imports;
begin
    perform people.office_demand();
    select i.* into v_import from estate.imports as i where i.import_id = p_import for update;
    if v_import.import_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_import');
    elsif not estate.import_state(v_import) = any (p_states) then
        perform cabinet.refuse(
            'import_state', p_values => jsonb_build_object(
                'state', cabinet.said('said.import.state.' || estate.import_state(v_import))),
            p_goto => '/supervisor/import?import=' || p_import, p_goto_label => 'said.import.open'
        );
    elsif v_import.cleared_at is not null then
        perform cabinet.refuse('import_cleared', p_values => jsonb_build_object(
            'day', people.day_said(v_import.cleared_at)), p_goto => '/supervisor/imports');
    end if;
    return v_import;
end
$$;
comment on function estate.import_taken(bigint, text[]) is 'The import, locked, when it is in one of these states
@internal';
