create function talk.outage_zone(
    p_outage bigint
)
returns text
language sql
stable
set search_path = ''
as $$
/* The time zone of an outage: that of its first house, else the company's. */
select coalesce(
    (
        select h.time_zone
        from talk.outage_places as p
        join estate.houses as h on h.house_id = p.house_id
        where p.outage_id = p_outage
        order by p.outage_place_id
        limit 1
    ),
    cabinet.setting('time_zone'), 'Europe/Moscow'
)
$$;
comment on function talk.outage_zone(bigint) is 'The time zone of an outage';
