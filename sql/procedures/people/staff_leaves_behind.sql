create function people.staff_leaves_behind(
    p_staff lib.staff_ref
)
returns table (
    kind text,
    title text,
    place text,
    at timestamptz,
    goes_to text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What a person has besides orders, and to whom it would go if they left now (people.staff_end): works, shifts, zones, what they carry.
kind: work, shift, zone, store. Only for the supervisor.
*/
begin
    perform people.office_demand('{supervisor}');
    return query
    (
        select
            'work', w.title::text, h.street || ', ' || h.number, w.starts_at,
            coalesce(
                (
                    select lib.person_short(s.name)
                    from upkeep.crew_members as c
                    join people.staff as s on s.staff_id = c.staff_id and s.employed @> w.starts_at::date
                    where
                        c.crew_id = w.crew_id and c.during @> w.starts_at::date and c.staff_id <> p_staff
                        and c.staff_id <> all (w.staff_ids)
                        and not exists (
                            select from people.bookings as b
                            where b.staff_id = c.staff_id and b.during && tstzrange(w.starts_at, w.ends_at)
                        )
                    order by c.staff_id
                    limit 1
                ), cabinet.said('phrase.behind_work'))
        from upkeep.works as w
        join estate.houses as h on h.house_id = w.house_id
        where
            w.staff_ids @> array[p_staff::bigint] and w.state in ('planned', 'no_access') and w.starts_at >= lib.moment()
        order by w.starts_at, w.work_id
        limit 50
    )
    union all
    (
        select
            'shift', coalesce(z.name::text, cabinet.said('phrase.all_zones')), people.hours_said(d.during), lower(d.during),
            coalesce(lib.person_short(s.name), cabinet.said('phrase.behind_shift'))
        from people.duty_shifts as d
        left join estate.zones as z on z.zone_id = d.zone_id
        left join people.staff as s on s.staff_id = people.duty_stand_in(p_staff, d.during, d.on_call)
        where d.staff_id = p_staff and lower(d.during) > lib.moment()
        order by lower(d.during)
        limit 50
    )
    union all
    (
        select
            'zone', z.name::text, null, null,
            coalesce(
                (
                    select lib.person_short(s.name)
                    from unnest(estate.zone_path(z.zone_id)) with ordinality as p (zone_id, n)
                    join people.zone_managers as o on o.zone_id = p.zone_id and o.during @> people.today() and o.staff_id <> p_staff
                    join people.staff as s on s.staff_id = o.staff_id
                    order by p.n
                    limit 1
                ), cabinet.said('phrase.behind_zone'))
        from people.zone_managers as m
        join estate.zones as z on z.zone_id = m.zone_id
        where m.staff_id = p_staff and m.during @> people.today()
        order by z.name
    )
    union all
    (
        select
            'store', k.title::text || ', ' || trim_scale(t.quantity) || ' ' || k.unit, o.title::text, null,
            coalesce(n.title::text, cabinet.said('phrase.behind_store'))
        from upkeep.stores as o
        join upkeep.stock as t on t.store_id = o.store_id and t.quantity > 0
        join upkeep.materials as k on k.material_id = t.material_id
        left join upkeep.stores as n on n.store_id = upkeep.store_next(p_staff)
        where o.staff_id = p_staff and o.active
        order by k.title
    );
end
$$;
comment on function people.staff_leaves_behind(lib.staff_ref) is 'What a person has besides orders, and to whom it would go
@decides';
