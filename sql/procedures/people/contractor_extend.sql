create function people.contractor_extend(
    p_contractor lib.contractor_ref,
    p_to date,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Extends a contract or ends it earlier; after its end routing passes the firm over, and orders due later are routed anew at once.
Returns how many. Errors: not_found, period_wrong, rule_reason_required.
*/
declare
    v_contractor people.contractors;
    v_count bigint := 0;
begin
    perform people.office_demand('{supervisor}');
    perform people.absence_lock();
    select c.* into v_contractor from people.contractors as c where c.contractor_id = p_contractor for update;
    if v_contractor.contractor_id is null then
        perform cabinet.refuse('not_found');
    elsif p_to < lower(v_contractor.during) then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    end if;
    perform people.absence_hold(v_contractor.staff_id, 'empty');
    update people.contractors as c
    set during = daterange(lower(c.during), p_to, '[]'), warned_days = null
    where c.contractor_id = p_contractor;
    update people.staff as s
    set employed = daterange(lower(s.employed), p_to, '[]')
    where s.staff_id = v_contractor.staff_id;
    perform cabinet.rule_change_put(
        'staff', v_contractor.staff_id::text, v_contractor.name, 'договор до ' || upper(v_contractor.during) - 1,
        'договор до ' || p_to, p_reason
    );
    if p_to < people.today() then
        v_count := desk.staff_reroute(v_contractor.staff_id, 'Договор подрядчика закончился');
    end if;
    return v_count;
end
$$;
comment on function people.contractor_extend(lib.contractor_ref, date, text) is 'Extends a contract or ends it
@decides';
