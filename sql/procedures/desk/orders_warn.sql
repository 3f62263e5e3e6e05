create function desk.orders_warn(
    p_limit integer default 500
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Warnings of the resolution term when half of it, most of it (setting term_near_percent) and all of it has gone, each once, counted in the clock of the term; a clock that stands
gives none. A step that was missed (the worker was down) is skipped for the highest one reached. Returns how many.
*/
declare
    v_order record;
    v_count bigint := 0;
    v_near integer := cabinet.setting('term_near_percent');
begin
    for v_order in
        with running as (
            select
                o.order_id, o.warned,
                case
                    when o.due_at <= lib.moment() then 3
                    when part.spent >= v_near / 100.0 then 2
                    when part.spent >= 0.5 then 1
                    else 0
                end as reached
            from desk.orders as o
            join desk.states as s on s.state = o.state
            join estate.houses as h on h.house_id = o.house_id
            cross join lateral (
                select case
                    when o.due_at <= lib.moment() or o.warned = 3 then 1
                    else 1 - extract(epoch from desk.term_left(lib.moment(), o.due_at, o.due_clock, h.time_zone))
                        / nullif(extract(epoch from desk.term_left(
                            o.clock_started_at, o.due_at, o.due_clock, h.time_zone
                        )), 0)
                end as spent
            ) as part
            where o.open and s.clock_runs and o.warned < 3
        )

        select r.order_id, r.reached
        from running as r
        join desk.orders as o on o.order_id = r.order_id
        where r.reached > r.warned
        order by r.reached desc, r.order_id
        limit p_limit
        for update of o skip locked
    loop
        update desk.orders as o
        set warned = v_order.reached, version = o.version + 1
        where o.order_id = v_order.order_id;
        perform desk.event_add(
            v_order.order_id, 'term_warning', 'job', p_internal => true,
            p_details => jsonb_build_object('percent', (array[50, v_near, 100])[v_order.reached])
        );
        perform talk.event_raise(
            ('{order_term_half,order_term_near,order_term_over}'::text[])[v_order.reached], v_order.order_id
        );
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;
comment on function desk.orders_warn(integer) is 'Warns when half, most and all of a term has gone
@for worker';
