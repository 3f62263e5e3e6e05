create function people.zones_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones are the company's own: for cabinets that see all of it, and zones with a house one sees. Asked by cabinet.refs_seen. */
begin
    return query
    select z.zone_id, z.name::text, null::integer
    from estate.zones as z
    where
        z.zone_id = any (p_ids)
        and (
            people.sees_all()
            or exists (
                select from estate.houses as h
                where h.zone_id = z.zone_id and h.house_id in (select people.visible_houses())
            )
        );
end
$$;
comment on function people.zones_seen(bigint[]) is 'Which of these zones the acting person may open
@internal';
