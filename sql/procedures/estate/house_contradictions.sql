create function estate.house_contradictions(
    p_values jsonb,
    p_codes text[]
)
returns void
language plpgsql
stable
as $$
/*
Refuses a passport in which a value that is being changed contradicts another: fewest floors above most, a part of the
areas or premises above the whole. p_codes: what is being changed.
Errors: house_floors, house_areas, house_counts (422).
*/
declare
    v_pair record;
begin
    select p.* into v_pair
    from (values
        ('floors_min', 'floors_max', 'house_floors'),
        ('area_living', 'area_total', 'house_areas'),
        ('area_non_living', 'area_total', 'house_areas'),
        ('living_count', 'premises_count', 'house_counts'),
        ('non_living_count', 'premises_count', 'house_counts')
    ) as p (part, whole, refusal)
    where
        p_codes && array[p.part, p.whole]
        and (p_values ->> p.part)::numeric > (p_values ->> p.whole)::numeric
    limit 1;
    if v_pair.refusal is not null then
        perform cabinet.refuse(
            v_pair.refusal,
            p_field => 'p_values.' || case when v_pair.part = any (p_codes) then v_pair.part else v_pair.whole end,
            p_values => jsonb_build_object(
                'minimum', p_values ->> v_pair.part, 'maximum', p_values ->> v_pair.whole
            )
        );
    end if;
end
$$;
comment on function estate.house_contradictions(jsonb, text[]) is 'Refuses values of a passport that contradict each other
@internal';
