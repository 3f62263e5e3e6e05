create function cabinet.document_files(
    p_task bigint
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
/* The printed documents of a lot that the acting person may see, in their order, base64. Errors: not_found. */
begin
    return query
    select t.title, encode(f.bytes, 'base64')
    from cabinet.documents as d
    join cabinet.tasks as t on t.task_id = d.task_id
    join cabinet.files as f on f.file_id = d.file_id
    where
        d.task_id = p_task
        and d.document_id in (
            select s.id
            from cabinet.documents_seen(array(select n.document_id from cabinet.documents as n where n.task_id = p_task)) as s
        )
    order by d.document_id;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function cabinet.document_files(bigint) is 'Напечатанные документы одной работы
@for cabinets';
