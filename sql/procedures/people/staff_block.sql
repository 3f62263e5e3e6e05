create function people.staff_block(
    p_staff lib.staff_ref,
    p_reason text,
    p_dismiss boolean default false
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Closes the sign-in of a staff member at once and hands his open orders over by routing; with p_dismiss his employment ends
today and all he had goes to others (people.staff_end). Returns how many orders went over. Errors: not_found, staff_block_self (409), rule_reason_required (422).
*/
declare
    v_staff people.staff;
    v_count integer;
begin
    perform people.office_demand(array['supervisor']);
    perform people.absence_hold(p_staff, case when p_dismiss then tstzrange(lib.moment(), null) else 'empty' end);
    select * into v_staff from people.staff as s where s.staff_id = p_staff;
    if v_staff.staff_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if v_staff.user_id = people.me() then
        perform cabinet.refuse('staff_block_self');
    end if;
    update people.users as u set blocked_at = lib.moment() where u.user_id = v_staff.user_id and u.blocked_at is null;
    update people.sessions as s
    set revoked_at = lib.moment()
    where s.user_id = v_staff.user_id and s.revoked_at is null;
    perform cabinet.rule_change_put(
        'staff', p_staff::text, v_staff.name, 'работает',
        case when p_dismiss then 'уволен' else 'вход закрыт' end, p_reason
    );
    v_count := case
        when p_dismiss then people.staff_end(p_staff, greatest(people.today() - 1, lower(v_staff.employed)), p_reason)
        else desk.staff_reroute(p_staff, p_reason)
    end;
    return v_count;
end
$$;
comment on function people.staff_block(lib.staff_ref, text, boolean) is
'Closes the sign-in of a staff member and hands the open orders over
@decides';
