create function cabinet.documents_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
By the same walls as the rows (policies of cabinet.documents); a cabinet that shows no documents opens only what its person made.
Asked by cabinet.refs_seen and before a file is sent.
*/
declare
    v_me bigint := people.me();
    v_scope text := people.my_scope();
begin
    if v_me is null then
        return;
    end if;
    return query
    select d.document_id, d.title::text, null::integer
    from cabinet.documents as d
    where
        d.document_id = any (p_ids) and case v_scope
            when 'sees_premises' then
                not d.staff_only and d.template_id is null and d.premise_id in (select people.visible_premises())
            when 'sees_houses' then
                d.user_id = v_me or d.template_id is null and d.house_id in (select people.visible_houses())
                and (d.order_id is null or desk.order_seen(d.order_id))
            when 'sees_all' then
                d.user_id = v_me or d.template_id is null and people.sees_all() and exists (
                    select from cabinet.pages as p where p.cabinet = people.my_cabinet() and p.page = 'document'
                )
            else false
        end;
end
$$;
comment on function cabinet.documents_seen(bigint[]) is 'Which of these documents the acting person may open
@internal';
