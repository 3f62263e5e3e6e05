create function people.erasure_preview(
    p_erasure bigint
)
returns table (
    what text,
    fate text,
    pieces bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What carrying out a request would erase and what it would leave by which law, counted. For the supervisor. */
declare
    v_user bigint := (select e.user_id from people.erasure_requests as e where e.erasure_id = p_erasure);
begin
    if people.me() is null or people.my_cabinet() is distinct from 'supervisor' or v_user is null then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select cabinet.said('erasure.' || p.what), cabinet.said('erasure.' || p.fate), p.pieces
    from (
        select 1 as n, 'contacts' as what, 'goes' as fate, num_nonnulls(u.phone, u.email)::bigint as pieces
        from people.users as u where u.user_id = v_user
        union all
        select 2, 'sign_in', 'goes', count(*) from people.sessions as s where s.user_id = v_user
        union all
        select 3, 'notices', 'goes', count(*) from talk.notices as n where n.user_id = v_user
        union all
        select 4, 'name', case when people.name_stays(v_user) then 'stays_contract' else 'goes' end, 1
        union all
        select 5, 'orders', 'stays_orders', count(*) from desk.orders as o where o.resident_id = v_user
        union all
        select 6, 'documents', 'stays_documents', count(*)
        from cabinet.documents as d
        join desk.orders as o on o.order_id = d.order_id
        where o.resident_id = v_user
        union all
        select 7, 'payments', 'stays_payments', count(*) from people.payers as y where y.user_id = v_user
        union all
        select 8, 'consents', 'stays_consents', count(*) from people.consents as c where c.user_id = v_user
    ) as p
    order by p.n;
end
$$;
comment on function people.erasure_preview(bigint) is 'What carrying out a request would erase and what it would leave
@decides';
