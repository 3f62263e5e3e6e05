create function estate.check_share(
    p_zones bigint[] default null
)
returns table (
    value text,
    badge text
)
language sql
stable
rows 1
as $$
/* The share of complete houses in these zones, else of all, as the last run found it; «—» before the first run. */
select coalesce(floor(100.0 * s.complete / nullif(s.houses, 0)) || ' %', '—'),
    case when s.houses > 0 then
        case when s.complete * 10 >= s.houses * 9 then 'ok' when s.complete * 2 >= s.houses then 'warn' else 'bad' end
    end
from (
    select sum(d.houses) as houses, sum(d.complete) as complete
    from estate.zones as z
    cross join lateral (
        select c.houses, c.complete from estate.check_days as c where c.zone_id = z.zone_id order by c.day desc limit 1
    ) as d
    where p_zones is null or z.zone_id = any (p_zones)
) as s
$$;
comment on function estate.check_share(bigint[]) is 'The share of complete houses';
