create function cabinet.document_done(
    p_document bigint,
    p_bytes bytea,
    p_pages integer
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps a printed document. False where another worker had printed it before: that one stays. */
declare
    v_document cabinet.documents;
    v_file uuid := gen_random_uuid();
begin
    select * into v_document
    from cabinet.documents as d where d.document_id = p_document and d.state = 'waiting'
    for update;
    if v_document.document_id is null then
        return false;
    end if;
    insert into cabinet.files (
        file_id, user_id, name, media_type, bytes, sha256, house_id, premise_id, order_id, internal
    )
    values (
        v_file, v_document.user_id,
        left(regexp_replace(v_document.title, '[\\/:*?"<>|[:cntrl:]]+', ' ', 'g'), 150) || '.pdf', 'application/pdf',
        p_bytes, encode(sha256(p_bytes), 'hex'), v_document.house_id, v_document.premise_id, v_document.order_id,
        v_document.staff_only
    );
    update cabinet.documents as d
    set state = 'ready', file_id = v_file, pages = p_pages, ready_at = lib.moment(), leased_until = null, error = null
    where d.document_id = p_document;
    perform cabinet.document_counted(v_document.task_id);
    return true;
end
$$;
comment on function cabinet.document_done(bigint, bytea, integer) is 'Документ напечатан
@for worker';
