create function cabinet.documents_put(
    p_kind text,
    p_objects bigint[],
    p_data jsonb[],
    p_task bigint default null,
    p_template bigint default null
)
returns bigint[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps documents with what stands in them; their ids in the order of the objects. What the data say of themselves is taken
into columns: title, number, house_id, premise_id, order_id, staff_only. Data without a number get the next of their kind
and year.
*/
declare
    v_year smallint := extract(year from lib.moment())::smallint;
    v_wanted integer := (select count(*) from unnest(p_data) as d (data) where d.data ->> 'number' is null);
    v_last integer;
    v_ids bigint[];
begin
    if v_wanted > 0 and p_template is null then
        insert into cabinet.document_numbers as n (document_kind, year, last_number)
        values (p_kind, v_year, v_wanted)
        on conflict (document_kind, year) do update set last_number = n.last_number + v_wanted
        returning n.last_number - v_wanted into v_last;
    end if;
    with given as (
        select
            o.id, o.n, d.data,
            count(*) filter (where d.data ->> 'number' is null) over (order by o.n) as nth
        from unnest(p_objects) with ordinality as o (id, n)
        join unnest(p_data) with ordinality as d (data, n) on d.n = o.n
    ),

    kept as (
        insert into cabinet.documents (
            document_kind, object_id, title, number, house_id, premise_id, order_id, staff_only, data, language, task_id,
            template_id, user_id
        )
        select
            p_kind, g.id,
            left(coalesce(g.data ->> 'title', case when lib.language() = 'en' then k.title_en end, k.title), 200),
            coalesce(g.data ->> 'number', (v_last + g.nth) || '/' || v_year),
            (g.data ->> 'house_id')::bigint, (g.data ->> 'premise_id')::bigint, (g.data ->> 'order_id')::bigint,
            coalesce((g.data ->> 'staff_only')::boolean, true), g.data, lib.language(), p_task, p_template, people.me()
        from given as g
        join cabinet.document_kinds as k on k.document_kind = p_kind
        order by g.n
        returning document_id
    )

    select array_agg(k.document_id order by k.document_id) into v_ids from kept as k;
    return v_ids;
end
$$;
comment on function cabinet.documents_put(text, bigint[], jsonb[], bigint, bigint) is 'Keeps documents with what stands in them
@for code
@decides';
