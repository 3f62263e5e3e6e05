create function desk.day_orders_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The work orders of a performer for a day (p_object: desk.day_orders_id): visits of the day by the hour, then what is due
that day or before and has no hour, then planned works. For the performer himself, and for who may open the orders: the
others of his are left out.
*/
declare
    v_staff bigint := p_object % 1000000;
    v_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
    v_day date;
    v_from timestamptz;
    v_to timestamptz;
begin
    if p_object / 1000000 not between 20000101 and 22001231 or coalesce(people.my_scope(), '') not in ('sees_houses', 'sees_all')
        or not exists (select from people.staff as f where f.staff_id = v_staff) then
        perform cabinet.refuse('not_found');
    end if;
    v_day := to_date((p_object / 1000000)::text, 'YYYYMMDD');
    v_from := v_day::timestamp at time zone v_zone;
    v_to := (v_day + 1)::timestamp at time zone v_zone;
    return (
        select jsonb_build_object(
            'title', cabinet.said('document.day_orders', jsonb_build_object('name', lib.person_short(f.name))),
            'staff_only', true, 'time_zone', v_zone, 'day', v_day, 'performer', f.name, 'position', f.position,
            'orders', (
                select jsonb_agg(jsonb_build_object(
                    'number', o.number, 'title', case when lib.language() = 'en' then coalesce(s.title_en, o.title) else o.title end,
                    'description', o.description, 'from', w.visit_from, 'to', w.visit_to, 'due', o.due_at,
                    'address', h.address, 'premise', case when l.level = 'premise' then p.number end,
                    'place', case when lib.language() = 'en' then l.title_en else l.title end,
                    'entrance', e.number, 'floor', case when l.level = 'premise' then p.floor end, 'door_code', e.door_code, 'access', o.access_note,
                    'house_access', h.access_note, 'convenient', o.convenient, 'emergency', o.emergency,
                    'name', coalesce(c.name, o.caller_name), 'phone', coalesce(o.contact_phone, c.phone)
                ) order by w.visit_from nulls last, o.emergency desc, o.due_at, o.order_id)
                from desk.orders as o
                join desk.services as s on s.service_id = o.service_id
                join desk.places as l on l.place = o.place
                join estate.houses as h on h.house_id = o.house_id
                left join estate.entrances as e on e.entrance_id = o.entrance_id
                left join estate.premises as p on p.premise_id = o.premise_id
                left join lateral people.contacts_for(array[o.resident_id]) as c on o.resident_id is not null
                cross join lateral (
                    select
                        case when o.visit_from < v_to and o.visit_to > v_from then o.visit_from end as visit_from,
                        case when o.visit_from < v_to and o.visit_to > v_from then o.visit_to end as visit_to
                ) as w
                where
                    o.assignee_id = v_staff and o.open and o.state in ('assigned', 'in_progress')
                    and (w.visit_from is not null or o.due_at < v_to and (o.visit_from is null or o.visit_to <= v_from))
                    and (f.user_id = (select people.me()) or desk.order_seen(o.order_id))
            ),
            'works', (
                select jsonb_agg(jsonb_build_object(
                    'title', k.title, 'from', lower(b.during), 'to', upper(b.during), 'address', h.address,
                    'entrance', e.number, 'people', k.people_count
                ) order by lower(b.during))
                from people.bookings as b
                join upkeep.works as k on k.work_id = b.object_id
                join estate.houses as h on h.house_id = k.house_id
                left join estate.entrances as e on e.entrance_id = k.entrance_id
                where
                    b.staff_id = v_staff and b.source = 'planned_work' and b.during && tstzrange(v_from, v_to)
                    and k.open and (f.user_id = (select people.me()) or k.house_id in (select people.visible_houses()))
            )
        )
        from people.staff as f
        where f.staff_id = v_staff
    );
end
$$;
comment on function desk.day_orders_data(bigint) is 'The work orders of a performer for a day
@decides';
