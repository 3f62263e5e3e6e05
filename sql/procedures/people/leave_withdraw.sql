create function people.leave_withdraw(
    p_leave lib.leave_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes one's own request back: a new one, or an approved one that has not begun; the days are free again.
Errors: not_found, leave_decided.
*/
declare
    v_request people.leave_requests;
begin
    perform people.absence_lock();
    select r.* into v_request
    from people.leave_requests as r
    where r.leave_request_id = p_leave and r.staff_id = people.my_staff()
    for update;
    if v_request.leave_request_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_leave');
    elsif v_request.state not in ('new', 'approved')
        or v_request.state = 'approved' and lower(v_request.during) <= people.today()
    then
        perform cabinet.refuse('leave_decided', p_values => jsonb_build_object(
            'state', cabinet.said('phrase.leave_state.' || v_request.state)));
    end if;
    update people.leave_requests as r
    set state = 'withdrawn', leave_id = null, decided_at = lib.moment(), decided_by = people.me()
    where r.leave_request_id = p_leave;
    if v_request.leave_id is not null then
        perform people.booking_release('leave', v_request.leave_id);
        delete from people.leaves as l where l.leave_id = v_request.leave_id;
    end if;
end
$$;
comment on function people.leave_withdraw(lib.leave_ref) is 'Takes one''s own request for leave back
@decides';
