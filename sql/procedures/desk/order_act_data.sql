create function desk.order_act_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The act of done work as the performer reported it (p_object: the report), for whoever may open the order. The customer is
named where the acting person may know the name.
*/
declare
    v_order bigint := (select r.order_id from desk.work_reports as r where r.work_report_id = p_object);
begin
    if v_order is null or not desk.order_seen(v_order) then
        perform cabinet.refuse('not_found');
    end if;
    return (
        select jsonb_build_object(
            'title', cabinet.said('said.act', jsonb_build_object('number', r.act_number)), 'number', r.act_number,
            'house_id', r.house_id, 'premise_id', r.premise_id, 'order_id', r.order_id, 'staff_only', false,
            'company', (select coalesce(c.legal_name, c.name::text) from estate.company as c),
            'inn', (select c.inn from estate.company as c), 'time_zone', h.time_zone, 'order_number', o.number,
            'subject', case when lib.language() = 'en' then coalesce(s.title_en, o.title) else o.title end,
            'description', o.description, 'address', h.address,
            'entrance', case when l.level <> 'house' then e.number end,
            'premise', case when l.level = 'premise' then p.number end,
            'place', case when lib.language() = 'en' then l.title_en else l.title end, 'common', l.level <> 'premise',
            'customer', case when l.level = 'premise' then c.name end,
            'performer', f.name, 'position', f.position,
            'created_at', o.created_at, 'started_at', o.started_at, 'reported_at', r.reported_at,
            'closed_at', case when o.state = 'closed' then o.closed_at end,
            'done', to_jsonb(r.done), 'note', r.note, 'materials', r.materials, 'minutes', r.minutes,
            'emergency', o.emergency,
            'photos_before', (
                select jsonb_agg(x.file_id order by x.added_at, x.file_id)
                from desk.order_files as x
                where x.order_id = o.order_id and x.stage in ('problem', 'before') and not x.internal
            ),
            'photos_after', (
                select jsonb_agg(x.file_id order by x.added_at, x.file_id)
                from desk.order_files as x
                where x.order_id = o.order_id and x.stage = 'after' and not x.internal
            )
        )
        from desk.work_reports as r
        join desk.orders as o on o.order_id = r.order_id
        join desk.services as s on s.service_id = o.service_id
        join desk.places as l on l.place = o.place
        join estate.houses as h on h.house_id = o.house_id
        join people.staff as f on f.staff_id = r.staff_id
        left join estate.entrances as e on e.entrance_id = o.entrance_id
        left join estate.premises as p on p.premise_id = o.premise_id
        left join lateral people.contacts_for(array[o.resident_id]) as c on o.resident_id is not null
        where r.work_report_id = p_object
    );
end
$$;
comment on function desk.order_act_data(bigint) is 'What an act of done work shows
@decides';
