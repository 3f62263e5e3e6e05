create function desk.contractor_link(
    p_order lib.order_ref
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A link for the contractor who has this order: see it, accept, set the visit, report, send the act, without an account. Returns
its address; it also goes to the firm by e-mail. Errors: not_found, contractor_none (409), contractor_address.
*/
declare
    v_address text := rtrim(cabinet.setting('public_address'), '/');
    v_user bigint;
    v_open boolean;
begin
    perform people.office_demand('{supervisor,operator,manager}');
    if cardinality(desk.order_actors(p_order)) = 0 then
        perform cabinet.refuse('not_found');
    end if;
    select s.user_id, o.open into v_user, v_open
    from desk.orders as o
    join people.staff as s on s.staff_id = o.assignee_id and s.employed @> people.today()
    join people.contractors as c on c.staff_id = s.staff_id
    where o.order_id = p_order;
    if v_user is null or not v_open then
        perform cabinet.refuse('contractor_none');
    elsif coalesce(v_address, '') = '' then
        perform cabinet.refuse('contractor_address');
    end if;
    perform talk.event_raise('contractor_work', p_order);
    return v_address || '/go/' || people.link_issue(v_user, p_order, 'contractor');
end
$$;
comment on function desk.contractor_link(lib.order_ref) is 'A link for the contractor who has this order
@decides';
