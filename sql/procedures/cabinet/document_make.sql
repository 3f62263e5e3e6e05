create function cabinet.document_make(
    p_kind text,
    p_object bigint
)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
/*
Makes a document of an object and returns its id. What stands in it is fixed now; the worker prints it, single documents
before lots. Made again, it is another document: one that was made never changes. Errors: not_found.
*/
begin
    return (cabinet.documents_put(
        p_kind => p_kind, p_objects => array[p_object], p_data => array[cabinet.document_data(p_kind, p_object)]
    ))[1];
end
$$;
comment on function cabinet.document_make(text, bigint) is 'Makes a document of an object';
