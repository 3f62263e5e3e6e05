create function desk.my_zones()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones that the acting person manages today, with everything below them; none for a plain performer.
@decides */
begin
    return query
    select b.zone_id
    from estate.zone_branch(array(
        select m.zone_id
        from people.zone_managers as m
        where m.staff_id = people.my_staff() and m.during @> people.today()
    )) as b (zone_id);
end
$$;
comment on function desk.my_zones() is 'Zones that the acting person manages today
@decides';
