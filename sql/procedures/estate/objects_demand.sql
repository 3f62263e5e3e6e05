create function estate.objects_demand(
    p_house bigint,
    p_cabinets text[] default '{supervisor,manager}'
)
returns void
language plpgsql
stable
as $$
/*
Who may change what stands in a house: these cabinets; in the managers' only who keeps the data of the house, or with the
operator among the cabinets (emergency sheet, accidents) whoever sees it. Errors: not_found, house_kept, forbidden.
*/
begin
    perform people.office_demand(p_cabinets);
    if p_house is null or not exists (select from estate.houses as h where h.house_id = p_house) or (
        people.my_cabinet() = 'manager' and p_house not in (select v.id from people.visible_houses() as v (id))
    ) then
        perform cabinet.refuse('not_found');
    elsif people.my_cabinet() = 'manager' and 'operator' <> all (p_cabinets) and not estate.house_kept(p_house) then
        perform cabinet.refuse('house_kept');
    end if;
end
$$;
comment on function estate.objects_demand(bigint, text[]) is 'Who may change what stands in a house
@internal';
