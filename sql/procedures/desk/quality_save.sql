create function desk.quality_save(
    p_order lib.order_ref,
    p_answers lib.attributes,
    p_note text default null
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The control call: what a resident answered to the questions of desk.check_questions, once per order, within quality_days
after the end of the work; an empty answer is «не смог сказать». It stands beside the resident's rating, never instead of it.
Where the work is not checked by anybody else (desk.orders_unchecked), «сделано» closes the order by word; «не сделано» sends
completed work back (p_note then says what is wrong). Returns what became of the order: checked, not_done, kept.

Errors: not_found, quality_early, quality_late, quality_again, quality_empty, check_note.
*/
declare
    v_order desk.orders;
    v_answers jsonb;
    v_bad integer;
    v_closes boolean;
    v_outcome text := 'kept';
begin
    perform people.office_demand(array['operator', 'supervisor']);
    v_order := desk.order_lock(p_order);
    if v_order.open or v_order.state = 'declined' then
        perform cabinet.refuse('quality_early', p_values => jsonb_build_object('number', v_order.number));
    elsif v_order.completed_at < lib.moment() - make_interval(days => cabinet.setting('quality_days')::integer) then
        perform cabinet.refuse('quality_late', p_values => jsonb_build_object('days', cabinet.setting('quality_days')));
    elsif exists (select from desk.quality_checks as c where c.order_id = p_order) then
        perform cabinet.refuse('quality_again', p_values => jsonb_build_object('number', v_order.number));
    end if;
    select
        jsonb_object_agg(q.question, (p_answers ->> q.question)::boolean),
        count(*) filter (where (p_answers ->> q.question)::boolean <> q.good),
        bool_and((p_answers ->> q.question)::boolean = q.good) filter (where q.closes)
    into v_answers, v_bad, v_closes
    from desk.check_questions as q
    where q.active and p_answers ->> q.question in ('true', 'false');
    if v_answers is null then
        perform cabinet.refuse('quality_empty', p_field => 'p_answers');
    elsif v_order.state = 'completed' and not v_closes and nullif(trim(p_note), '') is null then
        perform cabinet.refuse('check_note', p_field => 'p_note');
    end if;
    insert into desk.quality_checks (order_id, house_id, staff_id, user_id, answers, bad, note, checked_at)
    values (
        p_order, v_order.house_id, v_order.assignee_id, people.me(), v_answers, v_bad, left(nullif(trim(p_note), ''), 2000),
        lib.moment()
    );
    perform desk.event_add(
        p_order, case when v_bad = 0 then 'controlled' else 'controlled_bad' end, people.my_cabinet(), p_internal => true,
        p_details => jsonb_build_object('count', v_bad)
    );
    if v_order.state = 'completed' and not v_closes then
        v_outcome := 'not_done';
    elsif v_closes and exists (select from desk.orders_unchecked(p_order)) then
        v_outcome := 'checked';
    end if;
    if v_outcome = 'kept' then
        perform desk.call_record(
            p_result => 'checked', p_phone => v_order.contact_phone, p_house => v_order.house_id,
            p_premise => v_order.premise_id, p_caller => v_order.resident_id, p_order => p_order, p_note => p_note
        );
    else
        perform desk.order_check(p_order => p_order, p_outcome => v_outcome, p_note => p_note);
    end if;
    return v_outcome;
end
$$;
comment on function desk.quality_save(lib.order_ref, lib.attributes, text) is 'The answers to a control call
@decides';
