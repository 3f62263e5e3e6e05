create function cabinet.documents_anew(
    p_documents bigint[]
)
returns void
language plpgsql
volatile
as $$
/* These documents wait to be printed anew: what stood in them has changed by law. Their files go. */
declare
    v_files uuid[] := array(
        select d.file_id from cabinet.documents as d where d.document_id = any (p_documents) and d.file_id is not null
    );
begin
    update cabinet.documents as d
    set state = 'waiting', file_id = null, pages = null, ready_at = null, attempts = 0, leased_until = null, error = null
    where d.document_id = any (p_documents);
    delete from cabinet.files as f where f.file_id = any (v_files);
end
$$;
comment on function cabinet.documents_anew(bigint[]) is 'These documents wait to be printed anew
@internal';
