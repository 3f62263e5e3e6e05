create function estate.house_demand(
    p_house bigint
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Lets through only who sees this house; a wrong and a foreign id are the same not_found. */
begin
    if p_house is null or not exists (
        select from estate.houses as h
        where
            h.house_id = p_house
            and (people.sees_all() or h.house_id in (select v.id from people.visible_houses() as v (id)))
    ) then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function estate.house_demand(bigint) is 'Lets through only who sees this house
@decides';
