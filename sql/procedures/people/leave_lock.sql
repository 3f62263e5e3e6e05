create function people.leave_lock(
    p_leave bigint
)
returns people.leave_requests
language plpgsql
volatile
as $$
/*
A request for leave, locked, for who decides about it: once, by the manager or supervisor, never by whom it is about.
Errors: not_found, leave_own, leave_decided (with what was decided).
*/
declare
    v_request people.leave_requests;
begin
    perform people.office_demand('{supervisor,manager}');
    perform people.absence_lock();
    select r.* into v_request from people.leave_requests as r where r.leave_request_id = p_leave for update;
    if v_request.leave_request_id is null or not people.staff_mine(v_request.staff_id) then
        perform cabinet.refuse('not_found', p_field => 'p_leave');
    elsif v_request.staff_id = people.my_staff() and people.my_cabinet() = 'manager' then
        perform cabinet.refuse('leave_own');
    elsif v_request.state <> 'new' then
        perform cabinet.refuse('leave_decided', p_values => jsonb_build_object(
            'state', cabinet.said('phrase.leave_state.' || v_request.state)));
    end if;
    return v_request;
end
$$;
comment on function people.leave_lock(bigint) is 'A request for leave, locked, for who decides about it
@internal';
