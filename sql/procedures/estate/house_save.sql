create function estate.house_save(
    p_house lib.house_ref,
    p_values jsonb,
    p_reason text,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes the passport of a house: p_values is {code: text as typed}, an empty text means «not known». p_reason: where the
values come from. What contradicts another value is refused where it is typed; what was wrong before stays and is the
check's business.
Errors: not_found, house_kept, house_changed (409), attribute_values (422), attribute_needed (422), house_floors, house_areas,
house_counts (422), name_taken (409), rule_reason_required (422).
*/
declare
    v_house estate.houses;
    v_now jsonb;
    v_new jsonb;
    v_all jsonb;
    v_codes text[];
    v_empty text;
begin
    perform estate.objects_demand(p_house);
    select * into v_house from estate.houses as h where h.house_id = p_house for update;
    perform estate.version_demand('houses', p_house, v_house.version, p_version, 'house?house=' || p_house);
    v_now := estate.values_now('house', p_house);
    v_new := estate.values_accept('house', p_values, v_now);
    v_codes := array(select jsonb_object_keys(v_new));
    if cardinality(v_codes) = 0 then
        return;
    end if;
    v_all := v_now || v_new;
    select n.code into v_empty
    from unnest(array['city', 'street', 'number']) as n (code)
    where v_new -> n.code = 'null'
    limit 1;
    if v_empty is not null then
        perform cabinet.refuse('attribute_needed', p_field => 'p_values.' || v_empty);
    end if;
    perform estate.house_contradictions(v_all, v_codes);
    if v_codes && array['city', 'street', 'number'] and exists (
        select from estate.houses as h
        where
            h.house_id <> p_house and h.city = v_all ->> 'city' and h.street = v_all ->> 'street'
            and h.number = v_all ->> 'number'
    ) then
        perform cabinet.refuse('name_taken', p_field => 'p_values.number', p_values => jsonb_build_object(
            'name', (v_all ->> 'street') || ', ' || (v_all ->> 'number')
        ));
    end if;
    perform from estate.houses_put(jsonb_build_array(jsonb_build_object('house_id', p_house, 'values', v_new)));
    perform estate.value_changes_put(array[(
        'houses', p_house::text, 'house', v_house.address, estate.values_of(v_now, v_codes), v_new, null, null
    )::estate.value_change], p_reason);
    perform estate.objects_check('edit', array[p_house::bigint]);
end
$$;
comment on function estate.house_save(lib.house_ref, jsonb, text, integer) is 'Changes the passport of a house
@decides';
