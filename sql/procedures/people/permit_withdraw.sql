create function people.permit_withdraw(
    p_permit lib.permit_ref,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Withdraws a permit with a reason: routing passes the person over at once, and the open orders of a trade that needs the permit are
routed anew, when no other one is valid. Returns how many. Errors: not_found, leave_own, permit_withdrawn, rule_reason_required.
*/
declare
    v_permit people.permits;
    v_count bigint := 0;
begin
    perform people.office_demand('{supervisor,manager}');
    perform people.absence_lock();
    select p.* into v_permit from people.permits as p where p.permit_id = p_permit for update;
    if v_permit.permit_id is null or not people.staff_mine(v_permit.staff_id) then
        perform cabinet.refuse('not_found', p_field => 'p_permit');
    elsif people.my_cabinet() = 'manager' and v_permit.staff_id = people.my_staff() then
        perform cabinet.refuse('leave_own');
    elsif v_permit.withdrawn_at is not null then
        perform cabinet.refuse('permit_withdrawn');
    elsif nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    perform people.absence_hold(v_permit.staff_id, 'empty');
    -- written, so that who is weighing this person right now weighs anew
    update people.staff as s set capacity = s.capacity where s.staff_id = v_permit.staff_id;
    update people.permits as p
    set withdrawn_at = lib.moment(), withdrawn_reason = trim(p_reason)
    where p.permit_id = p_permit;
    perform people.permits_keep(v_permit.staff_id, v_permit.specialization);
    if exists (
        select from people.staff_specializations as t
        join people.specializations as s on s.specialization = t.specialization and s.permit_required
        where t.staff_id = v_permit.staff_id and t.specialization = v_permit.specialization
            and (t.permit_until is null or t.permit_until < people.today())
    ) then
        v_count := desk.staff_reroute(
            v_permit.staff_id, 'Допуск исполнителя отозван', p_specialization => v_permit.specialization);
    end if;
    perform talk.event_raise('permit_withdrawn', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'title', v_permit.title, 'reason', trim(p_reason)))
    from people.staff as s
    where s.staff_id = v_permit.staff_id;
    return v_count;
end
$$;
comment on function people.permit_withdraw(lib.permit_ref, text) is 'Withdraws a permit
@decides';
