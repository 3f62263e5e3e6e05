create function cabinet.documents_forget(
    p_orders bigint[],
    p_parts text[],
    p_whole text[],
    p_name text default null
)
returns void
language plpgsql
volatile
as $$
/*
Made documents of an erased person: those about their orders and those that hold their telephone or mail (p_parts with + or @). What no
law keeps (cabinet.document_kinds.keeps_years) goes with its file; the rest is printed anew by the worker without these words.
*/
declare
    v_documents bigint[] := array(
        select d.document_id
        from cabinet.documents as d
        where
            d.order_id = any (p_orders)
            or exists (select from unnest(p_parts) as p (part) where p.part ~ '[@+]' and position(p.part in d.data::text) > 0)
            or d.data -> 'orders' is not null and exists (
                select from jsonb_array_elements(case jsonb_typeof(d.data -> 'orders') when 'array' then d.data -> 'orders' else '[]' end) as o (o)
                join desk.orders as r on r.order_id = any (p_orders) and r.number::text = o.o ->> 'number'
            )
    );
    v_gone bigint[] := array(
        select d.document_id
        from cabinet.documents as d
        join cabinet.document_kinds as k on k.document_kind = d.document_kind
        where d.document_id = any (v_documents) and k.keeps_years is null
    );
begin
    perform cabinet.documents_drop(v_gone);
    perform cabinet.documents_anew(array(
        select d.document_id from cabinet.documents as d where d.document_id = any (v_documents)
    ));
    update cabinet.documents as d
    set data = cabinet.json_without(d.data, p_parts, p_whole, p_name)
    where d.document_id = any (v_documents);
end
$$;
comment on function cabinet.documents_forget(bigint[], text[], text[], text) is 'Takes an erased person out of made documents
@internal';
