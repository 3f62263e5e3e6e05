create function upkeep.works_overdue(
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Once for each work whose span is over and that is still to do: its people and the manager of the nearest zone are told.
Returns how many works.
*/
declare
    v_works bigint[];
begin
    v_works := array(
        select w.work_id
        from upkeep.works as w
        where w.state in ('planned', 'in_progress', 'no_access') and w.overdue_on <= people.today() and w.told_at is null
        order by w.work_id
        limit 1000
        for update skip locked
    );
    update upkeep.works as w set told_at = lib.moment() where w.work_id = any (v_works);
    perform talk.event_raise(
        'work_overdue', c.work_id, p_house => c.house_id, p_user => c.user_id, p_values => upkeep.work_values(c.work_id))
    from (
        select w.work_id, w.house_id, s.user_id
        from upkeep.works as w
        join people.staff as s on s.staff_id = any (w.staff_ids)
        where w.work_id = any (v_works)
        union
        select w.work_id, w.house_id, m.user_id
        from upkeep.works as w
        join estate.houses as h on h.house_id = w.house_id
        cross join lateral (
            select s.user_id
            from unnest(estate.zone_path(h.zone_id)) with ordinality as p (zone_id, n)
            join people.zone_managers as z on z.zone_id = p.zone_id and z.during @> people.today()
            join people.staff as s on s.staff_id = z.staff_id
            order by p.n
            limit 1
        ) as m
        where w.work_id = any (v_works)
    ) as c;
    return cardinality(v_works);
end
$$;
comment on function upkeep.works_overdue() is 'Tells of planned works that are overdue, once
@for worker';
