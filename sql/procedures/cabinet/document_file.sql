create function cabinet.document_file(
    p_document bigint
)
returns table (
    name text,
    content text,
    sha256 text,
    pages integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A printed document for who may see it, base64. Errors: not_found, also while it is not printed. */
begin
    return query
    select f.name, encode(f.bytes, 'base64'), f.sha256, d.pages
    from cabinet.documents_seen(array[p_document]) as s
    join cabinet.documents as d on d.document_id = s.id
    join cabinet.files as f on f.file_id = d.file_id;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function cabinet.document_file(bigint) is 'Напечатанный документ
@for cabinets';
