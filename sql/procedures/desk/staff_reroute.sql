create function desk.staff_reroute(
    p_staff bigint,
    p_reason text,
    p_until date default null,
    p_specialization text default null,
    p_from date default null
)
returns bigint
language plpgsql
volatile
as $$
/*
Takes the open orders from somebody who leaves or falls ill and routes each anew; with p_until (last day of the
absence) only those whose term falls into it, with p_from (its first day, ahead) none that is due before, with p_specialization
only those of that trade. Orders are locked in id order before any staff row. Returns how many.
*/
declare
    v_ids bigint[];
begin
    select array_agg(d.order_id order by d.order_id)
    into v_ids
    from (
        select o.order_id
        from desk.orders as o
        where
            o.assignee_id = p_staff and o.open and o.state in ('assigned', 'in_progress')
            and (p_until is null or o.due_at < p_until + 1)
            and (p_from is null or p_from <= people.today() or o.due_at >= p_from)
            and (p_specialization is null or o.service_id in (
                select s.service_id from desk.services as s where s.specialization = p_specialization
            ))
        order by o.order_id
        for update
    ) as d;
    perform desk.order_shift(i.id, 'new', '{routing}', p_reason => p_reason)
    from unnest(v_ids) as i (id);
    return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function desk.staff_reroute(bigint, text, date, text, date) is 'Routes anew the orders of somebody who is away
@internal';
