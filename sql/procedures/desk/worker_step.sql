create function desk.worker_step(
    p_order lib.order_ref
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The one next button of the acting performer for an order of theirs: accept, depart, start (with the photo «before» where
the service demands one and there is none yet), report. Null when the move is not theirs.
@decides
*/
begin
    return (
        select
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
        from desk.orders as o
        join desk.services as s on s.service_id = o.service_id
        where
            o.order_id = p_order
            and (
                'performer' = any (desk.order_actors(p_order))
                or (o.assignee_id is null and p_order in (select desk.queue_orders()))
            )
    );
end
$$;
comment on function desk.worker_step(lib.order_ref) is 'The one next button of the performer for an order
@decides';
