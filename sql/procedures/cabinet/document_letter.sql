create function cabinet.document_letter(
    p_document bigint
)
returns table (
    name text,
    content text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The file that goes with a letter, base64. */
begin
    return query
    select f.name, encode(f.bytes, 'base64')
    from cabinet.documents as d
    join cabinet.files as f on f.file_id = d.file_id
    where d.document_id = p_document;
end
$$;
comment on function cabinet.document_letter(bigint) is 'Документ для письма
@for worker';
