create function upkeep.staff_away(
    p_staff bigint,
    p_during tstzrange,
    p_reason text
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A person will not be there: their planned works of that time that have not begun are planned anew, by their span's end first. Another of
the crew who is free takes the place at the same time; else the next free time of those who are left; else the work stays
without a time («away») for the manager. Returns how many works it touched. The caller holds the works and the people of the crews
(people.absence_hold).
*/
declare
    v_work record;
    v_works bigint[];
    v_crew bigint[];
    v_team bigint[];
    v_start timestamptz;
    v_count integer := 0;
begin
    v_works := array(
        select w.work_id
        from upkeep.works as w
        where
            w.staff_ids @> array[p_staff] and w.state in ('planned', 'no_access')
            and tstzrange(w.starts_at, w.ends_at) && p_during and w.starts_at >= lib.moment()
        order by w.work_id
        for update
    );
    -- everybody's time first, then anew: what one work frees another may take
    delete from people.bookings as b where b.source = 'planned_work' and b.object_id = any (v_works);
    for v_work in
        select w.*, h.time_zone, n.months
        from upkeep.works as w
        join estate.houses as h on h.house_id = w.house_id
        left join upkeep.norms as n on n.norm_id = w.norm_id
        where w.work_id = any (v_works)
        order by w.starts_at, w.overdue_on, w.work_id
    loop
        v_crew := array(
            select m.staff_id
            from (
                select unnest(array_remove(v_work.staff_ids, p_staff)) as staff_id, 0 as place
                union all
                select c.staff_id, 1
                from upkeep.crew_members as c
                where c.crew_id = v_work.crew_id and c.during @> (v_work.starts_at at time zone v_work.time_zone)::date
            ) as m
            join people.staff as s on s.staff_id = m.staff_id
            where
                m.staff_id <> p_staff and s.employed @> (v_work.starts_at at time zone v_work.time_zone)::date
                and not exists (
                    select from people.leaves as l
                    where l.staff_id = m.staff_id and l.during @> (v_work.starts_at at time zone v_work.time_zone)::date
                )
            group by m.staff_id
            order by min(m.place), m.staff_id
        );
        v_team := array(
            select m.staff_id
            from unnest(v_crew) with ordinality as m (staff_id, place)
            where not exists (
                select from people.bookings as b
                where b.staff_id = m.staff_id and b.during && tstzrange(v_work.starts_at, v_work.ends_at)
            )
            order by m.place
            limit v_work.people_count
        );
        v_start := v_work.starts_at;
        if cardinality(v_team) < v_work.people_count then
            -- those who are left; nobody left: the person, after the time away
            v_team := case when cardinality(v_crew) >= v_work.people_count then v_crew[1:v_work.people_count]
                when v_work.people_count = 1 and not upper_inf(p_during) then array[p_staff] else '{}' end;
            v_start := case when cardinality(v_team) > 0 then upkeep.work_free(
                v_team, v_work.planned_minutes,
                case when v_team @> array[p_staff] then greatest(lib.moment(), upper(p_during)) else v_work.starts_at end,
                upper(v_work.span)::timestamp at time zone v_work.time_zone, v_work.time_zone, v_work.months
            ) end;
        end if;
        update upkeep.works as w
        set
            starts_at = v_start, ends_at = upkeep.work_end(v_start, w.planned_minutes, v_work.time_zone),
            staff_ids = case when v_start is null then '{}' else v_team end,
            unplaced = case when v_start is null then 'away' end,
            moved_count = w.moved_count + case when v_start = v_work.starts_at then 0 else 1 end,
            version = w.version + 1
        where w.work_id = v_work.work_id;
        if v_start is not null then
            perform upkeep.works_book(array[v_work.work_id]);
        end if;
        perform upkeep.work_event_add(
            v_work.work_id, case when v_start is null then 'unplaced' when v_start = v_work.starts_at then 'given' else 'moved' end,
            p_reason, jsonb_build_object('from', v_work.starts_at, 'to', v_start));
        perform talk.event_raise(
            'work_moved', v_work.work_id, p_house => v_work.house_id, p_user => s.user_id,
            p_values => upkeep.work_values(v_work.work_id))
        from people.staff as s
        where v_start is not null and s.staff_id = any (v_team);
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;
comment on function upkeep.staff_away(bigint, tstzrange, text) is 'Planned works of a person who will not be there are planned anew
@internal';
