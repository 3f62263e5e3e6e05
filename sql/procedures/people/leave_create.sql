create function people.leave_create(
    p_staff lib.staff_ref,
    p_from date,
    p_to date,
    p_kind text,
    p_replacement lib.staff_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The office writes leave or illness from day to day (both inclusive) with the replacement (people.leave_put).
Returns how many orders moved. Errors: not_found, period_wrong, leave_overlap.
*/
begin
    perform people.office_demand('{supervisor,manager,admin}');
    if not people.staff_mine(p_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    return (people.leave_put(p_staff, p_from, p_to, p_kind, p_replacement)).orders;
end
$$;
comment on function people.leave_create(lib.staff_ref, date, date, text, lib.staff_ref) is 'Leave or illness with the replacement
@decides';
