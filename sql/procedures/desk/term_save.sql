create function desk.term_save(
    p_term lib.term_ref,
    p_clock text,
    p_amount interval,
    p_ground text,
    p_from date,
    p_reason text,
    p_ground_en text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes a limit from a day on: the row in force ends there, a new one begins. Orders created from that day follow it;
when that day is today, open orders of the service or priority are counted anew (desk.term_affected), each with the
reason in its history.
Errors: not_found, term_amount (422), term_past (422), rule_reason_required (422).
*/
declare
    v_old desk.terms;
    v_id bigint;
    v_order record;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_old from desk.terms as t where t.term_id = p_term for update;
    if v_old.term_id is null or p_clock not in ('calendar', 'working_hours', 'working_days') then
        perform cabinet.refuse('not_found');
    end if;
    if p_amount is null or p_amount < interval '5 minutes' or p_amount > interval '365 days' then
        perform cabinet.refuse('term_amount', p_field => 'p_days');
    end if;
    if p_from < lib.moment()::date or p_from < lower(v_old.during) or upper(v_old.during) <= p_from then
        perform cabinet.refuse('term_past', p_field => 'p_from');
    end if;
    perform from desk.orders as o
    where o.order_id in (select a.order_id from desk.term_affected(p_term, p_clock, p_amount, p_from) as a)
    order by o.order_id
    for update;
    for v_order in
        select a.order_id, a.old_due_at, a.new_due_at
        from desk.term_affected(p_term, p_clock, p_amount, p_from) as a
        order by a.order_id
    loop
        update desk.orders as o
        set
            due_at = v_order.new_due_at, due_clock = p_clock, due_amount = p_amount, due_ground = trim(p_ground),
            warned = case when v_order.new_due_at > v_order.old_due_at then 0 else o.warned end,
            version = o.version + 1
        where o.order_id = v_order.order_id;
        if v_order.new_due_at <> v_order.old_due_at then
            perform desk.event_add(
                v_order.order_id, 'term_changed', 'supervisor', p_note => p_reason,
                p_details => jsonb_build_object(
                    'from', v_order.old_due_at, 'to', v_order.new_due_at, 'term_id', p_term
                )
            );
        end if;
    end loop;
    if p_from = lower(v_old.during) then
        update desk.terms as t
        set clock = p_clock, amount = p_amount, ground = trim(p_ground), ground_en = nullif(trim(p_ground_en), '')
        where t.term_id = p_term;
        v_id := p_term;
    else
        update desk.terms as t
        set during = daterange(lower(v_old.during), p_from)
        where t.term_id = p_term;
        insert into desk.terms (service_id, priority, kind, clock, amount, ground, ground_en, during)
        values (
            v_old.service_id, v_old.priority, v_old.kind, p_clock, p_amount, trim(p_ground),
            nullif(trim(p_ground_en), ''), daterange(p_from, upper(v_old.during))
        )
        returning term_id into v_id;
    end if;
    perform cabinet.rule_change_put(
        'terms', coalesce(v_old.service_id::text, v_old.priority) || '.' || v_old.kind,
        coalesce(
            (select s.title from desk.services as s where s.service_id = v_old.service_id),
            (select r.title from desk.priorities as r where r.priority = v_old.priority)
        ),
        v_old.amount || ' ' || v_old.clock, p_amount || ' ' || p_clock || ' с ' || p_from, p_reason
    );
    return v_id;
end
$$;
comment on function desk.term_save(lib.term_ref, text, interval, text, date, text, text) is
'Changes a limit from a day on
@decides';
