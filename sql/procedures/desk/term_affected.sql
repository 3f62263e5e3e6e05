create function desk.term_affected(
    p_term lib.term_ref,
    p_clock text,
    p_amount interval,
    p_from date
)
returns table (
    order_id bigint,
    old_due_at timestamptz,
    new_due_at timestamptz
)
language sql
stable
set search_path = ''
as $$
/*
Open orders whose term a change of this limit moves, with the term they had and the one they get: those that follow the
row, since the change holds from today; one that holds from a later day leaves them. The new term is counted from where
the clock of the order began, its pauses taken out again; in a pause it is the term before what the pause will add. A
term that was agreed for one order (desk.order_term_change) stays.
*/
with recursive followed as (
    select o.order_id, o.due_at, o.clock_started_at, o.paused_at, h.time_zone
    from desk.terms as t
    join desk.orders as o
        on o.open
        and (o.service_id = t.service_id or (t.priority = o.priority and not exists (
            select from desk.terms as own
            where own.service_id = o.service_id and own.kind = t.kind and own.during @> people.today()
        )))
    join estate.houses as h on h.house_id = o.house_id
    where
        t.term_id = p_term and t.kind = 'resolution' and p_from <= people.today()
        and not exists (
            select from desk.order_events as e
            where
                e.order_id = o.order_id and e.kind = 'term_changed'
                and e.details ->> 'term_id' is null
                and e.happened_at >= o.clock_started_at
        )
),

pauses as (
    select f.order_id, e.since, e.until, row_number() over (partition by f.order_id order by e.event_id) as n
    from followed as f
    cross join lateral (
        select
            v.event_id, v.happened_at as since, not s.clock_runs and s.open as stands,
            lead(v.happened_at) over (order by v.event_id) as until
        from desk.order_events as v
        join desk.states as s on s.state = v.to_state
        where
            v.order_id = f.order_id and v.kind in ('moved', 'returned') and v.happened_at >= f.clock_started_at
    ) as e
    where e.stands and e.until is not null
),

counted as (
    select
        f.order_id, f.due_at as old_due_at, f.time_zone, 0::bigint as n,
        desk.term_add(f.clock_started_at, p_clock, p_amount, f.time_zone) as due_at
    from followed as f
    union all
    select
        c.order_id, c.old_due_at, c.time_zone, p.n,
        case when p.since < c.due_at then desk.term_add(
            p.until, p_clock, desk.term_left(p.since, c.due_at, p_clock, c.time_zone), c.time_zone
        ) else c.due_at end
    from counted as c
    join pauses as p on p.order_id = c.order_id and p.n = c.n + 1
)

select distinct on (c.order_id) c.order_id, c.old_due_at, c.due_at
from counted as c
order by c.order_id, c.n desc
$$;
comment on function desk.term_affected(lib.term_ref, text, interval, date) is
'Open orders whose term a change of a limit moves';
