create function estate.import_state(
    p_import estate.imports
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where an import is: its status, or «failed» when the background work of the status ended badly; nothing is half done then. */
begin
    if p_import.status in ('checking', 'loading', 'undoing') and exists (
        select from cabinet.tasks as t where t.task_id = p_import.task_id and t.state in ('failed', 'cancelled')
    ) then
        return 'failed';
    end if;
    return p_import.status;
end
$$;
comment on function estate.import_state(estate.imports) is 'Where an import is
@for code';
