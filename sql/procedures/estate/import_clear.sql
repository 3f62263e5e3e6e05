create function estate.import_clear(
    p_imports bigint[]
)
returns void
language plpgsql
volatile
as $$
/*
Erases what these imports keep of their files: the file, its rows, the rows as they were read, what an undo needs. The counts stay;
a load that was never carried out goes altogether.
*/
declare
    v_files uuid[] := array(select i.file_id from estate.imports as i where i.import_id = any (p_imports) and i.file_id is not null);
begin
    delete from estate.imports as i
    where i.import_id = any (p_imports) and i.status not in ('loaded', 'undone')
        and not exists (select from estate.import_writes as w where w.import_id = i.import_id);
    delete from estate.import_rows as r where r.import_id = any (p_imports);
    delete from estate.import_writes as w where w.import_id = any (p_imports);
    update estate.imports as i
    set cleared_at = lib.moment(), used = null, error = null
    where i.import_id = any (p_imports);
    delete from cabinet.files as f where f.file_id = any (v_files);
end
$$;
comment on function estate.import_clear(bigint[]) is 'Erases what imports keep of their files
@internal';
