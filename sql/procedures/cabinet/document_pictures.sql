create function cabinet.document_pictures(
    p_document bigint
)
returns table (
    file_id text,
    media_type text,
    content text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The pictures whose ids stand in the data of a document, forty at most, and the company's logo; base64. */
begin
    return query
    with named as (
        select distinct (v.value #>> '{}')::uuid as file_id
        from cabinet.documents as d
        cross join lateral jsonb_path_query(
            d.data, '$.** ? (@.type() == "string" && @ like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")'
        ) as v (value)
        where d.document_id = p_document
    )

    select f.file_id::text, f.media_type, encode(f.bytes, 'base64')
    from cabinet.files as f
    where f.file_id::text = cabinet.setting('brand_logo') and f.media_type like 'image/%'
    union all
    (
        select f.file_id::text, f.media_type, encode(f.bytes, 'base64')
        from named as n
        join cabinet.files as f on f.file_id = n.file_id
        where f.media_type like 'image/%' and f.file_id::text is distinct from cabinet.setting('brand_logo')
        order by f.created_at, f.file_id
        limit 40
    );
end
$$;
comment on function cabinet.document_pictures(bigint) is 'Картинки документа
@for worker';
