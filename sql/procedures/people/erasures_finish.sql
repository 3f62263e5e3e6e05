create function people.erasures_finish()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Job: the years of the setting keep_years after an order closed the rest of it loses what an erased person wrote (Правила № 416 п. 38): the
description, messages, pictures; its documents go, acts stay without them (402-ФЗ, ст. 29). Events and numbers stay. A hundred orders at a time; returns how many.
*/
declare
    v_years integer := cabinet.setting('keep_years');
    v_before timestamptz := lib.moment() - make_interval(years => v_years);
    v_orders bigint[] := array(
        select o.order_id
        from people.users as u
        join desk.orders as o on o.resident_id = u.user_id
        where u.anonymised_at is not null and o.closed_at < v_before
            and (o.description is not null or exists (
                select from desk.messages as m
                where m.order_id = o.order_id and m.user_id = u.user_id and m.body <> '—'
            ))
        order by o.order_id
        limit 100
    );
begin
    update desk.messages as m
    set body = '—', author_name = '—'
    from desk.orders as o
    where o.order_id = any (v_orders) and m.order_id = o.order_id and m.user_id = o.resident_id
        and m.created_at < v_before;
    update cabinet.files as f
    set bytes = ''::bytea, thumbnail = null, name = '—', sha256 = ''
    from desk.orders as o
    where o.order_id = any (v_orders) and f.order_id = o.order_id and f.user_id = o.resident_id;
    update desk.orders as o set description = null where o.order_id = any (v_orders);
    perform cabinet.documents_drop(array(
        select d.document_id
        from cabinet.documents as d
        join cabinet.document_kinds as k on k.document_kind = d.document_kind
        where d.order_id = any (v_orders) and coalesce(k.keeps_years, 0) <= v_years
    ));
    perform cabinet.documents_anew(array(select d.document_id from cabinet.documents as d where d.order_id = any (v_orders)));
    update cabinet.documents as d
    set data = d.data - k.personal_words
    from cabinet.document_kinds as k
    where k.document_kind = d.document_kind and d.order_id = any (v_orders);
    return cardinality(v_orders);
end
$$;
comment on function people.erasures_finish() is 'Takes what an erased person wrote out of old orders
@for worker';
