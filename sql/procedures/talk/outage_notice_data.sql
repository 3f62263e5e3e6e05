create function talk.outage_notice_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The notice of an outage for the boards (p_object: the outage), for staff who may open it: a sheet for every entrance where a
flat is reached by no other channel, one for the place as a whole where there is none. What it says is the last message.
*/
begin
    if coalesce(people.my_scope(), '') not in ('sees_houses', 'sees_all')
        or not exists (select from talk.outages_seen(array[p_object])) then
        perform cabinet.refuse('not_found');
    end if;
    return (
        select jsonb_build_object(
            'title', cabinet.said('document.outage', jsonb_build_object('number', o.number)), 'number', o.number || '-' || o.version,
            'staff_only', true,
            'house_id', (select min(p.house_id) from talk.outage_places as p where p.outage_id = o.outage_id
                having min(p.house_id) = max(p.house_id)),
            'time_zone', (select h.time_zone from talk.outage_places as p join estate.houses as h on h.house_id = p.house_id
                where p.outage_id = o.outage_id order by p.outage_place_id limit 1),
            'planned', o.kind = 'planned',
            'said', case
                when o.kind = 'planned' then case when lib.language() = 'en' then u.title_en else u.title::text end
                when lib.language() = 'en' then u.said_en else u.said
            end,
            'place', talk.outage_places_said(o.outage_id, lib.language(), 12),
            'body', case when lib.language() = 'en' then coalesce(m.body_en, m.body) else m.body end,
            'starts_at', o.starts_at, 'planned_end', coalesce(m.planned_end, o.planned_end), 'works_owner', o.works_owner,
            'sent_at', m.sent_at,
            'link', coalesce(rtrim(cabinet.setting('public_address'), '/') || '/o/' || o.number, ''),
            'boards', (
                select jsonb_agg(b.house || ', ' || desk.part_said('said.entrance', b.entrance::text))
                from talk.outage_boards_due(p_object::lib.outage_ref) as b
            )
        )
        from talk.outages as o
        join estate.utilities as u on u.utility = o.utility
        join talk.outage_messages as m on m.outage_id = o.outage_id and m.version = o.version
        where o.outage_id = p_object
    );
end
$$;
comment on function talk.outage_notice_data(bigint) is 'The notice of an outage for the boards
@decides';
