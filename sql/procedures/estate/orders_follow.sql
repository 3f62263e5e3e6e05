create function estate.orders_follow(
    p_houses bigint[]
)
returns void
language plpgsql
volatile
as $$
/* Open orders of these houses stand in the zone of their place, and in its queue where they wait in one. */
begin
    update desk.orders as o
    set
        zone_id = coalesce(e.zone_id, h.zone_id),
        queue_zone_id = case when o.queue_zone_id is not null then coalesce(e.zone_id, h.zone_id) end
    from estate.houses as h, desk.orders as k
    left join estate.premises as p on p.premise_id = k.premise_id
    left join estate.entrances as e on e.entrance_id = coalesce(k.entrance_id, p.entrance_id)
    where
        o.house_id = any (p_houses) and o.open and h.house_id = o.house_id and k.order_id = o.order_id
        and o.zone_id <> coalesce(e.zone_id, h.zone_id);
end
$$;
comment on function estate.orders_follow(bigint[]) is 'Open orders stand in the zone of their place
@internal';
