create function talk.outage_affected(
    p_outages bigint[],
    p_day date
)
returns table (
    outage_id bigint,
    user_id bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Whom outages concern, once per person and outage: relations of the day to the premises of their houses, entrances and risers,
and whoever was told before of the same outage.
*/
begin
    return query
    select p.outage_id, l.user_id
    from talk.outage_places as p
    join estate.premises as f
        on f.house_id = p.house_id
        and (p.entrance_id is null or f.entrance_id = p.entrance_id)
        and (p.riser is null or f.extra ->> 'riser' = p.riser)
    cross join lateral (
        -- the flats of some houses, never everybody
        select r.user_id from people.relations as r where r.premise_id = f.premise_id and r.during @> p_day offset 0
    ) as l
    where p.outage_id = any (p_outages)
    union
    select m.outage_id, n.user_id
    from talk.outage_messages as m
    join talk.notices as n on n.event_id = m.event_id
    where m.outage_id = any (p_outages);
end
$$;
comment on function talk.outage_affected(bigint[], date) is 'Whom outages concern
@internal';
