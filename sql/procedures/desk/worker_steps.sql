create function desk.worker_steps(
    p_orders bigint[]
)
returns table (
    order_id bigint,
    step text
)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
/*
The one next button of the acting performer for orders of theirs: accept, depart, start (with the photo «before» where
the service demands one and there is none yet), report. No row where the move is not theirs.
*/
begin
    return query
    select
        o.order_id,
        case
            when o.state = 'assigned' then 'order_accept'
            when o.state = 'in_progress' and o.started_at is not null then 'report'
            when o.state = 'in_progress' and o.on_way_at is null then 'order_depart'
            when o.state = 'in_progress' and s.proof_before and not exists (
                select from desk.order_files as f where f.order_id = o.order_id and f.stage = 'before'
            ) then 'order_begin'
            when o.state = 'in_progress' then 'order_start'
            when o.state = 'waiting' then 'order_resume'
            when o.state = 'new' and o.assignee_id is null then 'queue_take'
        end || '?order=' || o.order_id
    from desk.orders_actors(p_orders) as a
    join desk.orders as o on o.order_id = a.order_id
    join desk.services as s on s.service_id = o.service_id
    where
        'performer' = any (a.actors)
        or (o.assignee_id is null and o.order_id in (select desk.queue_orders()));
end
$$;
comment on function desk.worker_steps(bigint[]) is 'The one next button of the performer for each of these orders
@decides';
