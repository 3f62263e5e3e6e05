create function upkeep.plan_approve_step(
    p_task bigint
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Books the next works of a plan, at most two thousand. Whose people were taken meanwhile stays in the plan without a time
(«busy»), what a work of an earlier plan covers already is dropped. Houses in which the object check has found something
meanwhile that blocks a plan are left out as they are of a draft: their works become gaps. The last step tells the managers of zones.
*/
declare
    v_task cabinet.tasks := (select t from cabinet.tasks as t where t.task_id = p_task);
    v_plan bigint;
    v_works bigint[];
begin
    perform people.absence_lock(p_beside => true);
    select p.plan_id into v_plan
    from upkeep.plans as p
    where p.plan_id = v_task.object_id and p.state = 'approving'
    for update;
    if v_plan is null then
        return false;
    end if;
    v_works := array(
        select w.work_id
        from upkeep.works as w
        where w.plan_id = v_plan and w.state = 'draft'
        order by w.work_id
        limit 2000
    );
    if cardinality(v_works) > 0 then
        with left_out as (
            delete from upkeep.works as w
            using upkeep.plan_kept_out() as k
            where w.work_id = any (v_works) and k.house_id = w.house_id
            returning w.house_id, w.norm_id, k.rules
        )

        insert into upkeep.plan_gaps (plan_id, house_id, norm_id, attributes, rules)
        select distinct v_plan, l.house_id, l.norm_id, '{}'::text[], l.rules from left_out as l
        on conflict (plan_id, house_id, norm_id) do update set rules = excluded.rules;
        -- of a norm of several years one that is still to do is enough
        delete from upkeep.works as w
        using upkeep.norms as n
        where w.work_id = any (v_works) and n.norm_id = w.norm_id and exists (
            select
            from upkeep.works as o
            where
                o.norm_id = w.norm_id and o.house_id = w.house_id and o.object_id is not distinct from w.object_id
                and (
                    o.state in ('planned', 'in_progress', 'no_access', 'done') and o.span && w.span
                    or o.open and n.per_months > 12 and o.plan_id is distinct from w.plan_id
                    and lower(w.span) < upper(o.span) + make_interval(months => n.per_months - 12)
                )
        );
        update upkeep.works as w set state = 'planned' where w.work_id = any (v_works);
        perform upkeep.works_book(v_works);
        perform cabinet.task_progress(p_task, v_task.done + cardinality(v_works));
        return true;
    end if;
    update upkeep.plans as p
    set
        state = 'approved', approved_at = lib.moment(),
        works_count = w.works, unplaced_count = w.unplaced,
        gaps_count = (select count(distinct g.house_id) from upkeep.plan_gaps as g where g.plan_id = v_plan)
    from (
        select count(*) as works, count(*) filter (where w.starts_at is null) as unplaced
        from upkeep.works as w
        where w.plan_id = v_plan
    ) as w
    where p.plan_id = v_plan;
    perform upkeep.plan_loads_put(v_plan);
    delete from upkeep.plan_bins as b where b.plan_id = v_plan;
    perform talk.event_raise('plan_approved', v_plan, p_user => m.user_id, p_values => m.details)
    from (
        select distinct s.user_id, jsonb_build_object('year', p.year, 'count', p.works_count) as details
        from upkeep.plans as p
        cross join people.zone_managers as z
        join people.staff as s on s.staff_id = z.staff_id
        where
            p.plan_id = v_plan and z.during @> people.today()
            and (p.zone_id is null or z.zone_id in (select b.id from estate.zone_branch(array[p.zone_id]) as b (id)))
    ) as m;
    return false;
end
$$;
comment on function upkeep.plan_approve_step(bigint) is 'Шаг утверждения плана
@for worker';
