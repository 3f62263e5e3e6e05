create function people.act_add(
    p_contractor lib.contractor_ref,
    p_number text,
    p_amount numeric,
    p_acted_on date default null,
    p_order lib.order_ref default null,
    p_file uuid default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The office writes an act that came on paper. Errors: not_found (not their order either), act_taken, act_amount. */
begin
    perform people.office_demand('{supervisor}');
    if not exists (select from people.contractors as c where c.contractor_id = p_contractor) then
        perform cabinet.refuse('not_found');
    elsif p_order is not null and not exists (
        select from desk.orders as o
        join people.contractors as c on c.staff_id = o.assignee_id
        where o.order_id = p_order and c.contractor_id = p_contractor
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    return people.act_put(p_contractor, p_number, p_amount, p_acted_on, p_order, p_file);
end
$$;
comment on function people.act_add(lib.contractor_ref, text, numeric, date, lib.order_ref, uuid) is 'The office writes an act
@decides';
