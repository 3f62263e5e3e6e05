create function people.act_decide(
    p_act lib.act_ref,
    p_answer text,
    p_reason text default null,
    p_paid_on date default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Accepts an act, refuses it with a reason, or marks an accepted one as paid (p_answer accepted, refused, paid). The firm is told.
Errors: not_found, act_decided, rule_reason_required.
*/
declare
    v_act people.contractor_acts;
begin
    perform people.office_demand('{supervisor}');
    select a.* into v_act from people.contractor_acts as a where a.contractor_act_id = p_act for update;
    if v_act.contractor_act_id is null or p_answer not in ('accepted', 'refused', 'paid') then
        perform cabinet.refuse('not_found');
    elsif p_answer = 'paid' and (v_act.accepted_at is null or v_act.paid_on is not null)
        or p_answer <> 'paid' and (v_act.accepted_at is not null or v_act.refused_reason is not null)
    then
        perform cabinet.refuse('act_decided');
    elsif p_answer = 'refused' and nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    update people.contractor_acts as a
    set
        accepted_at = case when p_answer = 'accepted' then lib.moment() else a.accepted_at end,
        accepted_by = case when p_answer = 'accepted' then people.me() else a.accepted_by end,
        refused_reason = case when p_answer = 'refused' then trim(p_reason) end,
        paid_on = case when p_answer = 'paid' then coalesce(p_paid_on, people.today()) end
    where a.contractor_act_id = p_act;
    perform talk.event_raise('act_decided', c.contractor_id, p_user => s.user_id, p_values => jsonb_build_object(
        'number', v_act.number, 'outcome', concat_ws(': ', cabinet.said('phrase.act_state.' || p_answer), nullif(trim(p_reason), ''))))
    from people.contractors as c
    join people.staff as s on s.staff_id = c.staff_id
    where c.contractor_id = v_act.contractor_id;
end
$$;
comment on function people.act_decide(lib.act_ref, text, text, date) is 'Accepts, refuses or pays an act
@decides';
