create function estate.premise_save(
    p_premise lib.premise_ref,
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
/* Changes the values of a premise. Errors: not_found, house_changed (409), attribute_values (422),
rule_reason_required (422). */
declare
    v_old estate.premises;
    v_now jsonb;
    v_new jsonb;
    v_codes text[];
begin
    select * into v_old from estate.premises as p where p.premise_id = p_premise for update;
    perform estate.objects_demand(v_old.house_id);
    perform estate.version_demand('premises', p_premise, v_old.version, p_version, 'premise?premise=' || p_premise);
    v_now := estate.values_now('premise', p_premise);
    v_new := estate.values_accept('premise', p_values, v_now);
    v_codes := array(select jsonb_object_keys(v_new));
    if (v_new ->> 'area')::numeric <= 0 then
        perform cabinet.refuse('premise_area', p_field => 'p_values.area');
    end if;
    update estate.premises as p
    set
        area = n.area, floor = n.floor, access_note = n.access_note,
        extra = jsonb_strip_nulls(p.extra || v_new - array(
            select a.code from estate.attributes as a where a.object_type = 'premise' and a.column_name is not null
        )),
        version = p.version + 1
    from jsonb_populate_record(v_old, v_new) as n
    where p.premise_id = p_premise and cardinality(v_codes) > 0;
    perform estate.value_changes_put(array[(
        'premises', p_premise::text, 'premise', desk.part_said('said.flat', v_old.number), estate.values_of(v_now, v_codes),
        v_new, null, null
    )::estate.value_change], p_reason);
    perform estate.objects_check('edit', array[v_old.house_id]);
end
$$;
comment on function estate.premise_save(lib.premise_ref, jsonb, text, integer) is 'Changes the values of a premise
@decides';
