create function cabinet.document_try(
    p_template bigint
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Prints a draft of a document template with the object of the last document of its kind, else the last object there is,
for its author's eyes alone; the document's id.
Errors: not_found; document_kind_none (422) for a template of no kind; documents_none (409) where there is no object yet.
*/
declare
    v_kind cabinet.document_kinds;
    v_object bigint;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select k.* into v_kind
    from cabinet.templates as t
    join cabinet.document_kinds as k on t.name in ('documents/' || k.document_kind || '.html')
    where t.template_id = p_template;
    if v_kind.document_kind is null then
        perform cabinet.refuse('document_kind_none');
    end if;
    select d.object_id into v_object
    from cabinet.documents as d
    where d.document_kind = v_kind.document_kind
    order by d.document_id desc
    limit 1;
    if v_object is null and v_kind.object_key is not null then
        execute format(
            'select max(%I) from %I.%I', split_part(v_kind.object_key, '.', 3), split_part(v_kind.object_key, '.', 1),
            split_part(v_kind.object_key, '.', 2)
        ) into v_object;
    end if;
    if v_object is null then
        perform cabinet.refuse('documents_none');
    end if;
    return (cabinet.documents_put(
        p_kind => v_kind.document_kind, p_objects => array[v_object],
        p_data => array[cabinet.document_data(v_kind.document_kind, v_object)], p_template => p_template
    ))[1];
end
$$;
comment on function cabinet.document_try(bigint) is 'Prints a draft of a document template with the last object of its kind
@decides';
