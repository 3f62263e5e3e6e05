create function desk.route_queue_text(
    p_zone bigint
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whose queue it is, in words. */
begin
    return coalesce(
        (
            select cabinet.said('desk.route.queue', jsonb_build_object('zone', z.name))
            from estate.zones as z
            where z.zone_id = p_zone
        ),
        cabinet.said('desk.route.queue_supervisor')
    );
end
$$;
comment on function desk.route_queue_text(bigint) is 'Whose queue it is, in words
@decides';
