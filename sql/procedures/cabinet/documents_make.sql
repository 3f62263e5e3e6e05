create function cabinet.documents_make(
    p_kind text,
    p_objects bigint[]
)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
/*
Makes a document of each object and returns the id of the task that shows how far their printing is. All that stands in
them is read now, by the rights of who asks: one that is not his refuses the lot. Errors: not_found, documents_none (409),
documents_many (422).
*/
declare
    v_most constant integer := 2000;
    v_title text := (
        select case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end
        from cabinet.document_kinds as k where k.document_kind = p_kind
    );
    v_task bigint;
begin
    if v_title is null then
        perform cabinet.refuse('not_found');
    elsif coalesce(cardinality(p_objects), 0) = 0 then
        perform cabinet.refuse('documents_none');
    elsif cardinality(p_objects) > v_most then
        perform cabinet.refuse('documents_many', p_values => jsonb_build_object('limit', v_most, 'count', cardinality(p_objects)));
    end if;
    v_task := cabinet.documents_task(v_title, cardinality(p_objects));
    perform cabinet.documents_put(
        p_kind => p_kind, p_objects => p_objects,
        p_data => array(
            select cabinet.document_data(p_kind, o.id) from unnest(p_objects) with ordinality as o (id, n) order by o.n
        ),
        p_task => v_task
    );
    return v_task;
end
$$;
comment on function cabinet.documents_make(text, bigint[]) is 'Makes a document of each of these objects';
