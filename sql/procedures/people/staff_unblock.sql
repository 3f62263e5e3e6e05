create function people.staff_unblock(
    p_staff lib.staff_ref,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Opens the sign-in of a staff member again. Errors: not_found, rule_reason_required (422). */
declare
    v_staff people.staff;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_staff from people.staff as s where s.staff_id = p_staff;
    update people.users as u set blocked_at = null where u.user_id = v_staff.user_id and u.blocked_at is not null;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
    perform cabinet.rule_change_put('staff', p_staff::text, v_staff.name, 'вход закрыт', 'вход открыт', p_reason);
end
$$;
comment on function people.staff_unblock(lib.staff_ref, text) is 'Opens the sign-in of a staff member again
@decides';
