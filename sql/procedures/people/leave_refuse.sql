create function people.leave_refuse(
    p_leave lib.leave_ref,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Refuses a request with a reason, which its person is told. Errors: those of people.leave_lock, reason_required. */
declare
    v_request people.leave_requests := people.leave_lock(p_leave);
begin
    if nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    update people.leave_requests as r
    set state = 'refused', reason = trim(p_reason), decided_by = people.me(), decided_at = lib.moment()
    where r.leave_request_id = p_leave;
    perform talk.event_raise('leave_refused', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'days', people.days_said(v_request.during), 'reason', trim(p_reason)))
    from people.staff as s
    where s.staff_id = v_request.staff_id;
end
$$;
comment on function people.leave_refuse(lib.leave_ref, text) is 'Refuses a request for leave
@decides';
