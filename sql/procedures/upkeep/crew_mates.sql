create function upkeep.crew_mates(
    p_staff bigint
)
returns setof bigint
language sql
stable
as $$
/* A person and everybody who is in a crew with them: whose time a new plan of their works may touch. */
select p_staff
union
select o.staff_id
from upkeep.crew_members as m
join upkeep.crew_members as o on o.crew_id = m.crew_id
where m.staff_id = p_staff
$$;
comment on function upkeep.crew_mates(bigint) is 'A person and everybody in a crew with them
@internal';
