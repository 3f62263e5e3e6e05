create function upkeep.plan_left_out(
    p_plan bigint
)
returns table (
    works bigint,
    unplaced bigint,
    houses bigint,
    said text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Draft works of a plan that approving leaves out, since the object check has found something in their house meanwhile that
keeps it out of plans: how many, those without a time among them, of how many houses, and the first ten of those by
address, «Садовая, 12 (26)».
*/
begin
    perform people.office_demand(array['supervisor']);
    return query
    with kept as (
        select
            h.street || ', ' || h.number as address, h.street, h.number, count(*) as works,
            count(*) filter (where w.starts_at is null) as unplaced
        from upkeep.works as w
        join upkeep.plan_kept_out() as k on k.house_id = w.house_id
        join estate.houses as h on h.house_id = w.house_id
        where w.plan_id = p_plan and w.state = 'draft'
        group by h.house_id
    )

    select
        coalesce(sum(k.works), 0)::bigint, coalesce(sum(k.unplaced), 0)::bigint, count(*),
        string_agg(k.address || ' (' || k.works || ')', '; ' order by k.street, length(k.number), k.number) filter (where k.n <= 10)
        || case when count(*) > 10 then cabinet.said('phrase.and_more', jsonb_build_object('count', count(*) - 10)) else '' end
    from (select r.*, row_number() over (order by r.street, length(r.number), r.number) as n from kept as r) as k;
end
$$;
comment on function upkeep.plan_left_out(bigint) is 'Draft works that approving leaves out
@decides';
