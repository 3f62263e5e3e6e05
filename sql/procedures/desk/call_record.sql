create function desk.call_record(
    p_result text,
    p_phone text default null,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_caller lib.user_ref default null,
    p_order lib.order_ref default null,
    p_note text default null,
    p_call_back_in interval default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes a call into the journal of the contact centre (Правила № 416, п. 10, 13) and returns its id. p_result: order, joined,
advice, call_back. Errors: not_found, call_phone (422), call_note (422).
*/
declare
    v_id bigint;
    v_house bigint := p_house;
begin
    perform people.office_demand(array['operator', 'supervisor']);
    if p_premise is not null then
        select p.house_id into v_house from estate.premises as p where p.premise_id = p_premise;
    end if;
    if (p_premise is not null and v_house is null)
        or (v_house is not null and not exists (select from estate.houses as h where h.house_id = v_house))
        or (p_order is not null and not exists (select from desk.orders as o where o.order_id = p_order))
        or (p_caller is not null and not exists (select from people.users as u where u.user_id = p_caller))
    then
        perform cabinet.refuse('not_found');
    end if;
    if p_result = 'call_back' and lib.phone_digits(p_phone) is null then
        perform cabinet.refuse('call_phone', p_field => 'p_contact_phone');
    end if;
    if p_result = 'advice' and coalesce(trim(p_note), '') = '' then
        perform cabinet.refuse('call_note', p_field => 'p_note');
    end if;
    insert into desk.calls (
        staff_user_id, phone, house_id, premise_id, caller_user_id, result, order_id, note, call_back_by
    )
    values (
        people.me(), lib.phone_digits(p_phone), v_house, p_premise, p_caller, p_result, p_order,
        left(nullif(trim(p_note), ''), 1000), lib.moment() + p_call_back_in
    )
    returning call_id into v_id;
    return v_id;
end
$$;
comment on function desk.call_record(
    text, text, lib.house_ref, lib.premise_ref, lib.user_ref, lib.order_ref, text, interval
) is 'Writes a call into the journal of the contact centre
@decides';
