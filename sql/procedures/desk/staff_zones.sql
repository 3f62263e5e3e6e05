create function desk.staff_zones(
    p_staff bigint
)
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
/* Zones that a member of staff manages today, with everything below them; none for a plain performer, none for null. */
declare
    v_own bigint[] := array(
        select m.zone_id from people.zone_managers as m where m.staff_id = p_staff and m.during @> people.today()
    );
begin
    if cardinality(v_own) > 0 then
        return query
        select b.zone_id
        from estate.zone_branch(v_own) as b (zone_id);
    end if;
end
$$;
comment on function desk.staff_zones(bigint) is 'Zones that a member of staff manages today
@internal';
