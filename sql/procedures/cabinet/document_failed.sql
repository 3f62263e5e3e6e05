create function cabinet.document_failed(
    p_document bigint,
    p_error text,
    p_final boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A document could not be printed. p_final: its template is at fault, so another try is useless; it is given up, and letters
that wait for it with it. Otherwise it is tried again, three times in all.
*/
declare
    v_document cabinet.documents;
begin
    update cabinet.documents as d
    set
        error = left(p_error, 1000), leased_until = clock_timestamp() + interval '5 seconds',
        state = case when p_final or d.attempts >= 3 then 'failed' else 'waiting' end
    where d.document_id = p_document and d.state = 'waiting'
    returning d.* into v_document;
    if v_document.state = 'failed' then
        update talk.outbox as o
        set given_up_at = lib.moment(), error = 'the document could not be printed'
        where o.document_id = p_document and o.sent_at is null and o.given_up_at is null;
        perform cabinet.document_counted(v_document.task_id);
    end if;
end
$$;
comment on function cabinet.document_failed(bigint, text, boolean) is 'Документ не напечатан
@for worker';
