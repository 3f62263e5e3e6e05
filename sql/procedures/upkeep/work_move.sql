create function upkeep.work_move(
    p_work lib.work_ref,
    p_start timestamptz,
    p_reason text default null,
    p_crew lib.crew_ref default null,
    p_staff lib.staff_ref default null,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives a planned work a time, a crew or a person. The day must lie in the span of the norm and in its months; a work that had a
time needs a reason. The people of a crew are those free at that time; with p_staff that person goes, and others of the crew
where the work needs more.

Errors: those of upkeep.work_guarded; work_start_needed, work_reason, work_span (with the span and the nearest free time in
it), work_trade, crew_small, crew_busy (until when, from when it is free), booking_busy.
*/
declare
    v_work upkeep.works := upkeep.work_guarded(p_work, '{manager}', p_version);
    v_crew bigint := coalesce(p_crew, v_work.crew_id);
    v_zone_time text := (select h.time_zone from estate.houses as h where h.house_id = v_work.house_id);
    v_months smallint[] := (select n.months from upkeep.norms as n where n.norm_id = v_work.norm_id);
    v_day date := (p_start at time zone v_zone_time)::date;
    v_end timestamptz;
    v_members bigint[];
    v_people bigint[];
    v_free timestamptz;
begin
    if p_start is null then
        perform cabinet.refuse('work_start_needed', p_field => 'p_start');
    elsif p_start < lib.moment() then
        perform cabinet.refuse('work_past', p_field => 'p_start');
    elsif nullif(trim(p_reason), '') is null and v_work.starts_at is not null then
        perform cabinet.refuse('work_reason', p_field => 'p_reason');
    elsif p_crew is not null and not exists (
        select from upkeep.crews as c where c.crew_id = p_crew and c.active
    ) or p_staff is not null and not exists (
        select from people.staff as s where s.staff_id = p_staff and s.employed @> v_day
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_resource');
    elsif p_staff is not null and not exists (
        select from people.staff_specializations as t
        where t.staff_id = p_staff and t.specialization = v_work.specialization
    ) or p_crew is not null and not exists (
        select from upkeep.crews as c where c.crew_id = p_crew and c.specialization = v_work.specialization
    ) then
        perform cabinet.refuse('work_trade', p_field => 'p_resource', p_values => jsonb_build_object(
            'trade', (
                select lower(case when lib.language() = 'en' then t.title_en else t.title end)
                from people.specializations as t where t.specialization = v_work.specialization)));
    end if;
    v_end := upkeep.work_end(p_start, v_work.planned_minutes, v_zone_time);
    -- who may go: the person first, then the crew without those on leave
    v_members := array(
        select m.staff_id
        from (
            select p_staff::bigint as staff_id, 0 as place where p_staff is not null
            union
            select c.staff_id, 1
            from upkeep.crew_members as c
            where c.crew_id = v_crew and c.during @> v_day and c.staff_id is distinct from p_staff::bigint
        ) as m
        join people.staff as s on s.staff_id = m.staff_id and s.employed @> v_day
        where not exists (select from people.leaves as l where l.staff_id = m.staff_id and l.during @> v_day)
        order by m.place, m.staff_id
    );
    perform people.booking_release('planned_work', p_work);
    if not v_work.span @> v_day or not extract(month from v_day) = any (coalesce(v_months, array[extract(month from v_day)]::smallint[])) then
        v_free := upkeep.work_free(
            v_members[1:v_work.people_count], v_work.planned_minutes,
            greatest(lib.moment(), lower(v_work.span)::timestamp at time zone v_zone_time),
            upper(v_work.span)::timestamp at time zone v_zone_time, v_zone_time, v_months);
        perform cabinet.refuse(
            'work_span', p_field => 'p_start',
            p_values => jsonb_build_object(
                'from', to_char(lower(v_work.span), 'DD.MM.YYYY'), 'to', to_char(upper(v_work.span) - 1, 'DD.MM.YYYY'),
                'free', coalesce(desk.moment_said(v_free), '—'), 'free_at', v_free),
            p_goto => case when v_free is not null then
                people.booking_way('planned_work', p_work, coalesce(p_staff, v_members[1]), v_free) end,
            p_goto_label => cabinet.said('phrase.booking_way', jsonb_build_object('free', desk.moment_said(v_free))));
    elsif cardinality(v_members) < v_work.people_count then
        perform cabinet.refuse('crew_small', p_field => 'p_resource', p_values => jsonb_build_object(
            'needed', v_work.people_count, 'present', cardinality(v_members)));
    end if;
    v_people := array(
        select m.staff_id
        from unnest(v_members) with ordinality as m (staff_id, place)
        where not exists (
            select from people.bookings as b where b.staff_id = m.staff_id and b.during && tstzrange(p_start, v_end)
        )
        order by m.place
        limit v_work.people_count
    );
    if p_staff is not null and p_staff::bigint <> all (v_people) then
        v_people := v_members[1:v_work.people_count];
    elsif cardinality(v_people) < v_work.people_count then
        v_free := upkeep.work_free(
            v_members[1:v_work.people_count], v_work.planned_minutes, p_start,
            upper(v_work.span)::timestamp at time zone v_zone_time, v_zone_time, v_months);
        perform cabinet.refuse(
            'crew_busy', p_field => 'p_start',
            p_values => jsonb_build_object(
                'name', coalesce((select c.name::text from upkeep.crews as c where c.crew_id = v_crew), '—'),
                'until', desk.moment_said((
                    select max(upper(b.during)) from people.bookings as b
                    where b.staff_id = any (v_members) and b.during && tstzrange(p_start, v_end))),
                'free', coalesce(desk.moment_said(v_free), '—'), 'free_at', v_free),
            p_goto => case when v_free is not null then
                people.booking_way('planned_work', p_work, v_members[1], v_free) end,
            p_goto_label => cabinet.said('phrase.booking_way', jsonb_build_object('free', desk.moment_said(v_free))));
    end if;
    perform people.booking_take(v_people, tstzrange(p_start, v_end), 'planned_work', p_work);
    update upkeep.works as w
    set
        starts_at = p_start, ends_at = v_end, staff_ids = v_people, crew_id = v_crew, unplaced = null,
        state = case when w.state = 'no_access' then 'planned' else w.state end,
        moved_count = w.moved_count + case when v_work.starts_at is null then 0 else 1 end, version = w.version + 1
    where w.work_id = p_work;
    perform upkeep.work_event_add(
        p_work, case when v_work.starts_at is null then 'placed' else 'moved' end, p_reason,
        jsonb_build_object('from', v_work.starts_at, 'to', p_start));
    perform talk.event_raise(
        'work_moved', p_work, p_house => v_work.house_id, p_user => s.user_id,
        p_values => upkeep.work_values(p_work))
    from people.staff as s
    where s.staff_id = any (v_people) and s.user_id is distinct from people.me();
end
$$;
comment on function upkeep.work_move(lib.work_ref, timestamptz, text, lib.crew_ref, lib.staff_ref, integer) is
'Gives a planned work a time, a crew or a person
@decides';
