create function estate.object_place_demand(
    p_type estate.object_types,
    p_house bigint,
    p_entrance bigint,
    p_premise bigint
)
returns void
language plpgsql
stable
as $$
/* An object stands in the house, in an entrance or in a premise of it, as its type says. Errors: not_found, object_place. */
begin
    if p_entrance is not null and not exists (
        select from estate.entrances as e where e.entrance_id = p_entrance and e.house_id = p_house
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_entrance');
    elsif p_premise is not null and not exists (
        select from estate.premises as p where p.premise_id = p_premise and p.house_id = p_house
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_premise');
    elsif p_type.level = 'premise' and p_premise is null then
        perform cabinet.refuse('object_place', p_field => 'p_premise', p_values => jsonb_build_object('title', p_type.title));
    elsif p_type.level = 'entrance' and p_entrance is null and exists (
        select from estate.entrances as e where e.house_id = p_house
    ) then
        perform cabinet.refuse('object_place', p_field => 'p_entrance', p_values => jsonb_build_object('title', p_type.title));
    end if;
end
$$;
comment on function estate.object_place_demand(estate.object_types, bigint, bigint, bigint) is 'Where an object may stand
@internal';
