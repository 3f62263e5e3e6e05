create function desk.my_zones()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones that the acting person manages today, with everything below them; none for a plain performer.
@decides */
declare
    v_staff bigint := people.my_staff();
    v_today date := people.today();
begin
    if v_staff is null then
        return;
    end if;
    return query
    with recursive downward as (
        select m.zone_id from people.zone_managers as m where m.staff_id = v_staff and m.during @> v_today
        union
        select z.zone_id
        from downward as d
        join estate.zones as z on z.parent_id = d.zone_id
    )

    select d.zone_id from downward as d;
end
$$;
comment on function desk.my_zones() is 'Zones that the acting person manages today
@decides';
