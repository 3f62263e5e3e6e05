create function people.permit_add(
    p_staff lib.staff_ref,
    p_title text,
    p_valid_until date,
    p_specialization text default null,
    p_number text default null,
    p_issued_on date default null,
    p_file uuid default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes a permit of a member of staff, by the supervisor or the manager of their zone (never one's own). For a trade that needs a
permit, routing gives orders up to its last day. Errors: not_found, leave_own, permit_trade, those of people.permit_put.
*/
begin
    perform people.office_demand('{supervisor,manager}');
    if not people.staff_mine(p_staff) or not exists (select from people.staff as s where s.staff_id = p_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif people.my_cabinet() = 'manager' and p_staff = people.my_staff() then
        perform cabinet.refuse('leave_own');
    elsif p_specialization is not null and not exists (
        select from people.staff_specializations as t
        where t.staff_id = p_staff and t.specialization = p_specialization
    ) then
        perform cabinet.refuse('permit_trade', p_field => 'p_specialization');
    end if;
    return people.permit_put(p_staff, p_specialization, p_valid_until, p_title, p_number, p_issued_on, p_file);
end
$$;
comment on function people.permit_add(lib.staff_ref, text, date, text, text, date, uuid) is 'Writes a permit
@decides';
