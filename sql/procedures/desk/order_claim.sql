create function desk.order_claim(
    p_order lib.order_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Взять» from the queue: this order, or without one the oldest that the person may take and nobody is just taking
(skip locked). The order becomes in_progress with this performer. Returns its id.
Errors: order_taken (who has it, and which is next), queue_empty, staff_full, not_found.
*/
declare
    v_staff bigint := people.my_staff();
    v_queue bigint[];
    v_order bigint;
    v_next record;
    v_by text;
begin
    if v_staff is null then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    -- this very order: whoever is just taking it is waited for, so that the refusal can name them
    perform from desk.orders as o where o.order_id = p_order for update;
    v_queue := array(select desk.queue_orders());
    select o.order_id
    into v_order
    from desk.orders as o
    where
        o.order_id = any (v_queue) and (p_order is null or o.order_id = p_order)
        and o.open and o.assignee_id is null and o.state = 'new'
    order by array_position(v_queue, o.order_id)
    limit 1
    for update skip locked;
    if v_order is null then
        select o.order_id, h.street || ', ' || h.number as address
        into v_next
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        where o.order_id = any (v_queue) and o.order_id is distinct from p_order
        order by array_position(v_queue, o.order_id)
        limit 1;
        if p_order is null then
            perform cabinet.refuse('queue_empty');
        end if;
        -- only somebody for whom it was offered may learn who has it
        select s.name::text
        into v_by
        from desk.orders as o
        join people.staff as s on s.staff_id = o.assignee_id
        join desk.services as v on v.service_id = o.service_id
        where
            o.order_id = p_order and o.house_id in (select people.visible_houses())
            and exists (
                select from people.staff_specializations as t
                where t.staff_id = v_staff and t.specialization = v.specialization
            );
        if v_by is null and p_order <> all (v_queue) then
            perform cabinet.refuse('not_found', p_field => 'p_order');
        end if;
        perform cabinet.refuse(
            case when v_next.order_id is null then 'order_taken_last' else 'order_taken' end,
            p_values => jsonb_build_object('name', coalesce(split_part(v_by, ' ', 1), ''), 'next', v_next.address),
            p_goto => '/manager/queue'
        );
    end if;
    perform desk.order_shift(v_order, 'in_progress', '{performer}', p_assignee => v_staff);
    return v_order;
end
$$;
comment on function desk.order_claim(lib.order_ref) is 'Takes an order from the queue
@decides';
