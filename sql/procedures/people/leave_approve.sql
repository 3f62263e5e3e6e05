create function people.leave_approve(
    p_leave lib.leave_ref,
    p_replacement lib.staff_ref default null,
    p_alone boolean default false
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Approves a request. Without a replacement, when nobody else covers the trade there, only the supervisor may, by saying so
(p_alone). Returns how many orders moved. Errors: those of people.leave_lock and people.leave_put, leave_alone.
*/
declare
    v_request people.leave_requests := people.leave_lock(p_leave);
    v_put record;
    v_gap text;
begin
    if p_replacement is null then
        select g.said into v_gap
        from people.leave_gaps(v_request.staff_id, lower(v_request.during), upper(v_request.during) - 1) as g
        limit 1;
        if v_gap is not null and not (p_alone and people.my_cabinet() = 'supervisor') then
            perform cabinet.refuse('leave_alone', p_field => 'p_replacement', p_values => jsonb_build_object('gap', v_gap));
        end if;
    end if;
    v_put := people.leave_put(
        v_request.staff_id, lower(v_request.during), upper(v_request.during) - 1, v_request.kind, p_replacement);
    update people.leave_requests as r
    set state = 'approved', replacement_id = p_replacement, leave_id = v_put.leave_id, decided_by = people.me(),
        decided_at = lib.moment()
    where r.leave_request_id = p_leave;
    perform talk.event_raise('leave_approved', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'days', people.days_said(v_request.during)))
    from people.staff as s
    where s.staff_id = v_request.staff_id;
    return v_put.orders;
end
$$;
comment on function people.leave_approve(lib.leave_ref, lib.staff_ref, boolean) is 'Approves a request for leave
@decides';
