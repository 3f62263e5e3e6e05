create function estate.zone_branch(
    p_zones bigint[]
)
returns setof bigint
language sql
stable
as $$
/* The zones and everything below them in the tree. */
with recursive downward as (
    select z.zone_id from estate.zones as z where z.zone_id = any (p_zones)
    union
    select z.zone_id
    from downward as d
    join estate.zones as z on z.parent_id = d.zone_id
)
select d.zone_id from downward as d
$$;
comment on function estate.zone_branch(bigint[]) is 'Zones with everything below them';
