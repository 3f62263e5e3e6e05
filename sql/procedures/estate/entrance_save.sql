create function estate.entrance_save(
    p_entrance lib.entrance_ref,
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
/* Changes the values of an entrance. Errors: not_found, house_changed (409), attribute_values (422),
rule_reason_required (422). */
declare
    v_old estate.entrances;
    v_now jsonb;
    v_new jsonb;
    v_codes text[];
begin
    select * into v_old from estate.entrances as e where e.entrance_id = p_entrance for update;
    perform estate.objects_demand(v_old.house_id);
    perform estate.version_demand('entrances', p_entrance, v_old.version, p_version, 'entrance?entrance=' || p_entrance);
    v_now := estate.values_now('entrance', p_entrance);
    v_new := estate.values_accept('entrance', p_values, v_now);
    v_codes := array(select jsonb_object_keys(v_new));
    update estate.entrances as e
    set
        floors = n.floors, door_code = n.door_code,
        extra = jsonb_strip_nulls(e.extra || v_new - array(
            select a.code from estate.attributes as a where a.object_type = 'entrance' and a.column_name is not null
        )),
        version = e.version + 1
    from jsonb_populate_record(v_old, v_new) as n
    where e.entrance_id = p_entrance and cardinality(v_codes) > 0;
    perform estate.value_changes_put(array[(
        'entrances', p_entrance::text, 'entrance', desk.part_said('said.entrance', v_old.number::text), estate.values_of(v_now, v_codes),
        v_new, null, null
    )::estate.value_change], p_reason);
    perform estate.objects_check('edit', array[v_old.house_id]);
end
$$;
comment on function estate.entrance_save(lib.entrance_ref, jsonb, text, integer) is 'Changes the values of an entrance
@decides';
