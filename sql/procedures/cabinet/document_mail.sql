create function cabinet.document_mail(
    p_document lib.document_ref,
    p_email lib.email default null
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Sends a document as a letter with the PDF, to an address or, without one, to the acting person's own; returns the address.
The letter waits until the document is printed. Errors: not_found, document_no_email (409), document_letters (429),
document_failed (409).
*/
declare
    v_me bigint := people.me();
    v_email text := coalesce(p_email, (select u.email from people.users as u where u.user_id = v_me));
    v_document cabinet.documents;
begin
    select d.* into v_document
    from cabinet.documents_seen(array[p_document::bigint]) as s
    join cabinet.documents as d on d.document_id = s.id;
    if v_document.document_id is null then
        perform cabinet.refuse('not_found');
    elsif v_document.state = 'failed' then
        perform cabinet.refuse('document_failed');
    elsif v_email is null then
        perform cabinet.refuse('document_no_email');
    elsif (
        select count(*) from talk.outbox as o
        where o.user_id = v_me and o.document_id is not null and o.created_at > lib.moment() - interval '1 hour'
    ) >= 30 then
        perform cabinet.refuse('document_letters', p_values => jsonb_build_object('limit', 30));
    end if;
    insert into talk.outbox (user_id, channel, destination, subject, body, document_id, due_at, created_at)
    values (
        v_me, 'email', v_email, v_document.title,
        cabinet.said('document.letter', jsonb_build_object(
            'title', v_document.title, 'company', cabinet.setting('company_name')), v_document.language),
        p_document, lib.moment(), lib.moment()
    );
    return v_email;
end
$$;
comment on function cabinet.document_mail(lib.document_ref, lib.email) is 'Sends a document as a letter
@decides';
