create function desk.order_check(
    p_order lib.order_ref,
    p_outcome text,
    p_note text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The outcome of the call about completed work, written into the journal of calls. checked: the person says it is done, the
order is closed by word; not_done: it goes back to work with what is wrong (p_note); no_answer: it stays, and closes by
itself when its time is over (desk.orders_unchecked).
Errors: not_found, check_outcome, check_note.
*/
declare
    v_order desk.orders;
    v_note text := nullif(trim(p_note), '');
begin
    perform people.office_demand(array['operator', 'supervisor']);
    v_order := desk.order_lock(p_order);
    if v_order.order_id is null or v_order.state <> 'completed' then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    elsif p_outcome is null or p_outcome not in ('checked', 'not_done', 'no_answer') then
        perform cabinet.refuse('check_outcome', p_field => 'p_outcome');
    elsif p_outcome = 'not_done' and v_note is null then
        perform cabinet.refuse('check_note', p_field => 'p_note');
    end if;
    perform desk.call_record(
        p_result => p_outcome, p_phone => v_order.contact_phone, p_house => v_order.house_id,
        p_premise => v_order.premise_id, p_caller => v_order.resident_id, p_order => p_order, p_note => v_note
    );
    if p_outcome = 'checked' then
        perform desk.order_move(
            p_order => p_order, p_state => 'closed', p_reason => concat_ws('. ', cabinet.said('phrase.by_staff'), v_note));
    elsif p_outcome = 'not_done' then
        perform desk.order_move(p_order => p_order, p_state => 'new', p_reason => v_note);
    end if;
end
$$;
comment on function desk.order_check(lib.order_ref, text, text) is 'The outcome of the call about completed work
@decides';
