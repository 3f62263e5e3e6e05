create function upkeep.plan_sweep(
    p_plan bigint,
    p_month integer,
    p_rank integer,
    p_early boolean
)
returns bigint
language plpgsql
volatile
as $$
/*
Fills the free time of crews in a month of the plan, day by day, for all crews at once: what is wanted by the day and fits
goes in by its last day, one behind the other by the running sum of minutes, as far as the piece of the day reaches.
p_rank: whose turn it is, the place's first crew or its next ones; p_early: before the day that was wished for, too.
Returns how many needs found a time.
*/
declare
    v_piece record;
    v_placed bigint;
    v_count bigint := 0;
begin
    if not exists (
        select from upkeep.plan_needs as n
        where n.plan_id = p_plan and n.bin_id is null and cardinality(n.crews) >= p_rank
    ) then
        return 0;
    end if;
    for v_piece in
        select distinct b.day, b.place
        from upkeep.plan_bins as b
        where b.plan_id = p_plan and extract(month from b.day) = p_month and b.taken < b.minutes
        order by b.day, b.place
    loop
        with room as (
            select b.bin_id, b.crew_id, b.minutes - b.taken as minutes, b.taken, cardinality(b.team) as people
            from upkeep.plan_bins as b
            where b.plan_id = p_plan and b.day = v_piece.day and b.place = v_piece.place and b.taken < b.minutes
        ),

        queued as (
            select
                n.need_id, r.bin_id, r.taken, r.minutes as room, n.minutes,
                sum(n.minutes) over (
                    partition by r.bin_id order by upper(n.span), n.wanted_on, n.house_id, n.need_id rows unbounded preceding
                ) as till
            from upkeep.plan_needs as n
            join room as r on r.crew_id = n.crews[p_rank]
            where
                n.plan_id = p_plan and n.bin_id is null and upper(n.span) > v_piece.day
                and (n.wanted_on <= v_piece.day or p_early and lower(n.span) <= v_piece.day)
                and p_month = any (n.months) and n.people <= r.people and n.minutes <= r.minutes
        ),

        placed as (
            update upkeep.plan_needs as n
            set bin_id = q.bin_id, starts_minute = q.taken + q.till - q.minutes
            from queued as q
            where n.need_id = q.need_id and q.till <= q.room
            returning n.bin_id, n.minutes
        ),

        filled as (
            update upkeep.plan_bins as b
            set taken = b.taken + p.minutes
            from (select bin_id, sum(minutes) as minutes, count(*) as amount from placed group by bin_id) as p
            where b.bin_id = p.bin_id
            returning p.amount
        )

        select coalesce(sum(f.amount), 0) into v_placed from filled as f;
        v_count := v_count + v_placed;
    end loop;
    return v_count;
end
$$;
comment on function upkeep.plan_sweep(bigint, integer, integer, boolean) is 'Fills the free time of crews in a month of a plan
@internal';
