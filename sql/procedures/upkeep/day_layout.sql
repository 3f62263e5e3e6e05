create function upkeep.day_layout(
    p_day date
)
returns table (
    kind text,
    object_id bigint,
    title text,
    address text,
    staff_ids bigint[],
    starts_at timestamptz,
    ends_at timestamptz,
    reason text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
A proposal for what has no time yet in the acting manager's zones, for a day: open orders without a visit and planned works whose span
holds that day. Emergencies and the nearest terms first; each takes the first free time in working hours of its performer, or of
a person of its trade who works here (planned works: of the crew), before its term. reason says why one finds none: «нет
электрика», «нет электрика до 14:00», «электрик занят весь день». At most forty. Nothing is booked here.
*/
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_above bigint[] := array(select distinct u.z from unnest(v_zones) as m (id), unnest(estate.zone_path(m.id)) as u (z));
    v_item record;
    v_best record;
    v_staff bigint[] := '{}';
    v_times tstzrange[] := '{}';
    v_trade text;
begin
    for v_item in
        select w.*
        from (
            select
                'order' as kind, o.order_id as object_id, o.title::text as title, h.street || ', ' || h.number as address,
                o.assignee_id, s.specialization, o.planned_minutes as minutes, 1::smallint as people, null::bigint as crew_id,
                o.due_at as until, o.emergency, o.due_at as sorted, h.time_zone
            from desk.orders as o
            join desk.services as s on s.service_id = o.service_id
            join estate.houses as h on h.house_id = o.house_id
            where
                o.open and o.state in ('new', 'assigned') and o.visit_from is null
                and (o.zone_id = any (v_zones) or o.assignee_id = (select people.my_staff()))
            union all
            select
                'work', w.work_id, w.title, h.street || ', ' || h.number, null, w.specialization, w.planned_minutes,
                w.people_count, w.crew_id, null, false, upper(w.span)::timestamp at time zone h.time_zone, h.time_zone
            from upkeep.works as w
            join estate.houses as h on h.house_id = w.house_id
            left join upkeep.norms as n on n.norm_id = w.norm_id
            where
                w.state in ('planned', 'no_access') and w.starts_at is null and w.span @> p_day
                and (n.months is null or extract(month from p_day) = any (n.months)) and h.zone_id = any (v_zones)
        ) as w
        order by w.emergency desc, w.sorted, w.kind, w.object_id
        limit 40
    loop
        v_trade := (
            select lower(case when lib.language() = 'en' then t.title_en else t.title end)
            from people.specializations as t
            where t.specialization = v_item.specialization
        );
        with candidates as (
            select s.staff_id, row_number() over (order by s.staff_id) as place
            from people.staff as s
            where
                s.employed @> p_day
                and not exists (select from people.leaves as l where l.staff_id = s.staff_id and l.during @> p_day)
                and case
                    when v_item.assignee_id is not null then s.staff_id = v_item.assignee_id
                    when v_item.crew_id is not null then exists (
                        select from upkeep.crew_members as m
                        where m.crew_id = v_item.crew_id and m.staff_id = s.staff_id and m.during @> p_day
                    )
                    else exists (
                        select from people.staff_specializations as t
                        where t.staff_id = s.staff_id and t.specialization = v_item.specialization
                    ) and exists (
                        select
                        from people.staff_scopes as c
                        left join estate.entrances as e on e.entrance_id = c.entrance_id
                        left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
                        where
                            c.staff_id = s.staff_id and c.during @> p_day
                            and (c.zone_id = any (v_above || v_zones) or h.zone_id = any (v_zones))
                    )
                end
        ),

        teams as (
            select array[c.staff_id] as team from candidates as c where v_item.people = 1
            union all
            select array_agg(c.staff_id order by c.place)
            from candidates as c
            where v_item.people > 1 and c.place <= v_item.people
            having count(*) = v_item.people
        ),

        day as (
            select
                min(w.opens) at time zone v_item.time_zone as opens, max(w.closes) at time zone v_item.time_zone as closes,
                min(w.closes) at time zone v_item.time_zone as lunch_from, max(w.opens) at time zone v_item.time_zone as lunch_to
            from desk.working_segments(p_day, p_day) as w
        ),

        free as (
            select t.team, d.lunch_from, d.lunch_to, f.piece
            from teams as t
            cross join day as d
            cross join lateral unnest(
                tstzmultirange(tstzrange(greatest(d.opens, lib.moment()), greatest(d.closes, lib.moment())))
                - coalesce((
                    select range_agg(b.during)
                    from people.bookings as b
                    where b.staff_id = any (t.team) and b.during && tstzrange(d.opens, d.closes)
                ), '{}')
                - coalesce((
                    select range_agg(u.during) from unnest(v_staff, v_times) as u (staff, during) where u.staff = any (t.team)
                ), '{}')
            ) as f (piece)
        ),

        starts as (
            select
                f.team, upper(f.piece) as till,
                case when lower(f.piece) >= f.lunch_from and lower(f.piece) < f.lunch_to then f.lunch_to else lower(f.piece) end as at
            from free as f
        )

        select
            s.team, s.at, upkeep.work_end(s.at, v_item.minutes, v_item.time_zone) as till,
            (select count(*) from candidates) as people, (select count(*) from teams) as teams
        into v_best
        from (select) as one
        left join lateral (
            select q.*
            from starts as q
            where upkeep.work_end(q.at, v_item.minutes, v_item.time_zone) <= q.till
            order by q.at, cardinality(array_positions(v_staff, q.team[1])), q.team
            limit 1
        ) as s on true;

        kind := v_item.kind;
        object_id := v_item.object_id;
        title := v_item.title;
        address := v_item.address;
        staff_ids := null;
        starts_at := null;
        ends_at := null;
        reason := null;
        if v_best.teams = 0 then
            reason := cabinet.said(
                case when v_best.people > 0 then 'phrase.layout_few' else 'phrase.layout_nobody' end,
                jsonb_build_object('trade', v_trade, 'needed', v_item.people));
        elsif v_best.at is null then
            reason := cabinet.said('phrase.layout_full', jsonb_build_object('trade', v_trade));
        elsif v_item.until > lib.moment() and v_best.till > v_item.until then
            reason := cabinet.said('phrase.layout_late', jsonb_build_object(
                'trade', v_trade, 'free', to_char(v_best.at at time zone v_item.time_zone, 'FMHH24:MI'),
                'until', desk.moment_said(v_item.until)));
        else
            staff_ids := v_best.team;
            starts_at := v_best.at;
            ends_at := v_best.till;
            v_staff := v_staff || v_best.team;
            v_times := v_times || array_fill(tstzrange(v_best.at, v_best.till), array[cardinality(v_best.team)]);
        end if;
        return next;
    end loop;
end
$$;
comment on function upkeep.day_layout(date) is 'A proposal for what has no time yet on a day
@decides';
