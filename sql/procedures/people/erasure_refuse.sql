create function people.erasure_refuse(
    p_erasure bigint,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The supervisor refuses to erase and says why; the reason goes to the person (ФЗ-152 ст. 20 ч. 2: a reasoned answer with
the law). Errors: not_found, erasure_decided, request_reason.
*/
declare
    v_request people.erasure_requests;
begin
    perform people.office_demand();
    select e.* into v_request from people.erasure_requests as e where e.erasure_id = p_erasure for update;
    if v_request.erasure_id is null then
        perform cabinet.refuse('not_found');
    elsif v_request.status <> 'new' then
        perform cabinet.refuse('erasure_decided');
    elsif nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('request_reason', p_field => 'p_reason');
    end if;
    update people.erasure_requests as e
    set status = 'refused', reason = trim(p_reason), decided_by = people.me(), decided_at = lib.moment()
    where e.erasure_id = p_erasure;
    perform talk.event_raise(
        'erasure_refused', v_request.user_id, p_user => v_request.user_id,
        p_values => jsonb_build_object('reason', trim(p_reason))
    );
end
$$;
comment on function people.erasure_refuse(bigint, text) is 'The supervisor refuses to erase data and says why
@decides';
