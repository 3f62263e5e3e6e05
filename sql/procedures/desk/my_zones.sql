create function desk.my_zones()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
/* Zones that the acting person manages today, with everything below them; none for a plain performer. */
begin
    return query
    select desk.staff_zones(people.my_staff());
end
$$;
comment on function desk.my_zones() is 'Zones that the acting person manages today
@decides';
