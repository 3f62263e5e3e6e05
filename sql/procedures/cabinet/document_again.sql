create function cabinet.document_again(
    p_document lib.document_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A document that could not be printed waits to be printed again, by the template as it is now; letters that were given up
for it wait with it, a lot is not done until it is. One that waits or is ready stays as it is. Errors: not_found.
*/
declare
    v_document cabinet.documents;
begin
    select d.* into v_document
    from cabinet.documents_seen(array[p_document::bigint]) as s
    join cabinet.documents as d on d.document_id = s.id
    for update of d;
    if v_document.document_id is null then
        perform cabinet.refuse('not_found');
    elsif v_document.state <> 'failed' then
        return;
    end if;
    perform cabinet.documents_anew(array[v_document.document_id]);
    update talk.outbox as o
    set given_up_at = null, error = null
    where o.document_id = v_document.document_id and o.sent_at is null and o.given_up_at is not null;
    update cabinet.tasks as t
    set done = greatest(t.done - 1, 0), state = 'running', finished_at = null
    where t.task_id = v_document.task_id and t.state in ('running', 'done');
end
$$;
comment on function cabinet.document_again(lib.document_ref) is 'Prints a document that could not be printed again
@decides';
