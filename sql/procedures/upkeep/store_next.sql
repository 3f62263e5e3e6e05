create function upkeep.store_next(
    p_staff bigint
)
returns bigint
language sql
stable
as $$
/* The warehouse to which a person brings what they carry: of the nearest zone where they work, else the company's. */
select s.store_id
from upkeep.stores as s
left join lateral (
    select min(p.n) as n
    from people.staff_scopes as c
    left join estate.entrances as e on e.entrance_id = c.entrance_id
    left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
    cross join lateral unnest(estate.zone_path(coalesce(c.zone_id, h.zone_id))) with ordinality as p (zone_id, n)
    where c.staff_id = p_staff and not isempty(c.during) and p.zone_id = s.zone_id
) as near on true
where s.kind = 'warehouse' and s.active and (s.zone_id is null or near.n is not null)
order by near.n nulls last, s.store_id
limit 1
$$;
comment on function upkeep.store_next(bigint) is 'The warehouse to which a person brings what they carry
@internal';
