create function cabinet.documents_drop(
    p_documents bigint[]
)
returns void
language plpgsql
volatile
as $$
/* Documents that may no longer be kept, with their files; letters that still wait for one are not sent. */
declare
    v_files uuid[] := array(
        select d.file_id from cabinet.documents as d where d.document_id = any (p_documents) and d.file_id is not null
    );
begin
    delete from talk.outbox as o where o.document_id = any (p_documents) and o.sent_at is null;
    update talk.outbox as o set document_id = null where o.document_id = any (p_documents);
    delete from cabinet.documents as d where d.document_id = any (p_documents);
    delete from cabinet.files as f where f.file_id = any (v_files);
end
$$;
comment on function cabinet.documents_drop(bigint[]) is 'Documents that may no longer be kept
@internal';
