create function people.act_put(
    p_contractor bigint,
    p_number text,
    p_amount numeric,
    p_acted_on date default null,
    p_order bigint default null,
    p_file uuid default null,
    p_work bigint default null
)
returns bigint
language plpgsql
volatile
as $$
/* An act of a contractor, by the office or by the firm's link. Errors: act_taken, act_amount, file_unknown. */
declare
    v_id bigint;
begin
    if exists (
        select from people.contractor_acts as a where a.contractor_id = p_contractor and a.number = trim(p_number)
    ) then
        perform cabinet.refuse('act_taken', p_field => 'p_number');
    elsif p_amount < 0 then
        perform cabinet.refuse('act_amount', p_field => 'p_amount');
    end if;
    if p_file is not null then
        perform cabinet.files_hang(array[p_file], 'p_file', p_staff => c.staff_id, p_internal => true)
        from people.contractors as c
        where c.contractor_id = p_contractor;
    end if;
    insert into people.contractor_acts (contractor_id, order_id, work_id, number, acted_on, amount, file_id, created_at)
    values (p_contractor, p_order, p_work, trim(p_number), coalesce(p_acted_on, people.today()), p_amount, p_file, lib.moment())
    returning contractor_act_id into v_id;
    perform talk.event_raise('act_sent', p_contractor, p_values => jsonb_build_object(
        'name', c.name, 'number', trim(p_number), 'amount', cabinet.value_said(p_amount::numeric(14, 2)::text, 'rub')))
    from people.contractors as c
    where c.contractor_id = p_contractor;
    return v_id;
end
$$;
comment on function people.act_put(bigint, text, numeric, date, bigint, uuid, bigint) is 'An act of a contractor
@internal';
