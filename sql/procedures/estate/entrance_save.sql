create function estate.entrance_save(
    p_entrance lib.entrance_ref,
    p_values jsonb,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Changes the values of an entrance. Errors: not_found, attribute_values (422), rule_reason_required (422). */
declare
    v_old estate.entrances;
    v_now jsonb;
    v_new jsonb;
    v_codes text[];
begin
    select * into v_old from estate.entrances as e where e.entrance_id = p_entrance for update;
    perform estate.objects_demand(v_old.house_id);
    v_now := estate.values_now('entrance', p_entrance);
    v_new := estate.values_accept('entrance', p_values, v_now);
    v_codes := array(select jsonb_object_keys(v_new));
    update estate.entrances as e
    set
        floors = n.floors, door_code = n.door_code,
        extra = jsonb_strip_nulls(e.extra || v_new - array(
            select a.code from estate.attributes as a where a.object_type = 'entrance' and a.column_name is not null
        ))
    from jsonb_populate_record(v_old, v_new) as n
    where e.entrance_id = p_entrance and cardinality(v_codes) > 0;
    perform cabinet.rule_change_put(
        'houses', v_old.house_id::text, desk.part_said('said.entrance', v_old.number::text),
        estate.values_said('entrance', v_now, v_codes, true), estate.values_said('entrance', v_now || v_new, v_codes), p_reason
    );
end
$$;
comment on function estate.entrance_save(lib.entrance_ref, jsonb, text) is 'Changes the values of an entrance
@decides';
