create function shared.document_paper(
    p_document lib.document_ref
)
returns table (
    state_text text,
    number_text text,
    made_at timestamptz,
    made_by text,
    paper lib.paper,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A document as it is printed. Errors: not_found. */
begin
    if not exists (select from cabinet.documents as d where d.document_id = p_document) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        case
            when d.state = 'failed' and people.my_scope() = 'sees_all' then cabinet.said(
                'document.failed_why', jsonb_build_object('why', case
                    when d.error in ('time', 'memory', 'size', 'lost', 'press') then cabinet.said('document.error.' || d.error)
                    else d.error
                end))
            when d.state <> 'ready' then cabinet.said('document.' || d.state)
        end,
        d.number, d.created_at, lib.person_short(u.name),
        case when d.state = 'ready' then jsonb_build_object('document', d.document_id, 'pages', d.pages) end::lib.paper,
        d.title::text,
        case when d.template_id is null then array[
            case d.state when 'failed' then 'document_again' else 'document_mail' end || '?document=' || d.document_id
        ] end
    from cabinet.documents as d
    left join people.contacts_for(array(
        select n.user_id from cabinet.documents as n where n.document_id = p_document and n.user_id is not null
    )) as u on u.user_id = d.user_id
    where d.document_id = p_document;
end
$$;
comment on function shared.document_paper(lib.document_ref) is 'Документ
@kind article
@needs p_document
@column state_text -
@column number_text Номер
@column made_at Составлен
@column made_by Кем
@column paper -
@version document_version
@live 2
@personal';

create function shared.document_version(
    p_document lib.document_ref
)
returns table (
    version text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes when the document is printed. */
begin
    return query select d.state from cabinet.documents as d where d.document_id = p_document;
end
$$;
comment on function shared.document_version(lib.document_ref) is 'Версия';

create function shared.document_again(
    p_document lib.document_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* It is printed again. Errors: those of cabinet.document_again. */
begin
    perform cabinet.document_again(p_document);
    return row(cabinet.said('document.waiting'), '/shared/document?document=' || p_document)::lib.outcome;
end
$$;
comment on function shared.document_again(lib.document_ref) is 'Напечатать ещё раз
@needs p_document
@field p_document Документ
@submit Напечатать ещё раз
@icon arrow-clockwise
@style secondary';

create function shared.document_mail(
    p_document lib.document_ref,
    p_email lib.email default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The document as a letter. */
declare
    v_email text := cabinet.document_mail(p_document => p_document, p_email => p_email);
begin
    return row(
        cabinet.said('document.mailed', jsonb_build_object('email', v_email)), '/shared/document?document=' || p_document
    )::lib.outcome;
end
$$;
comment on function shared.document_mail(lib.document_ref, lib.email) is 'Отправить на почту
@needs p_document
@field p_document Документ
@field p_email Адрес
@hint p_email Пусто – на вашу почту
@submit Отправить на почту
@icon envelope
@style secondary';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'document', p_title => 'Документ',
    p_blocks => 'document_paper', p_icon => 'file-earmark-text', p_up => 'documents');
