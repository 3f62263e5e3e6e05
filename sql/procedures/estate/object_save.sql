create function estate.object_save(
    p_house lib.house_ref,
    p_object_type text,
    p_values jsonb,
    p_reason text,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_premise lib.premise_ref default null,
    p_name text default null,
    p_installed_on date default null,
    p_version integer default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A new accounting object of a house, or the changed values of a known one (p_object); returns its id. p_values: {code: text
as typed}. Without a name it is called by its type and number: «Лифт № 2». What follows from another field and was left
empty is filled in (a lift serves 25 years). An object stays what it is and where it is: type and house do not change.
Errors: not_found, house_changed (409), object_type_wrong (422), object_place (422), attribute_values (422),
object_retired (409), rule_reason_required (422).
*/
declare
    v_old estate.objects;
    v_type estate.object_types;
    v_new jsonb;
    v_all jsonb;
    v_codes text[];
    v_object bigint := p_object;
    v_name text;
begin
    perform estate.objects_demand(p_house);
    select * into v_type from estate.object_types as t where t.object_type = p_object_type and not t.core;
    if v_type.object_type is null or (p_object is null and not v_type.active) then
        perform cabinet.refuse('object_type_wrong', p_field => 'p_object_type');
    end if;
    if p_object is not null then
        select * into v_old
        from estate.objects as o
        where o.object_id = p_object and o.house_id = p_house and o.object_type = p_object_type
        for update;
        if v_old.object_id is null then
            perform cabinet.refuse('not_found');
        elsif v_old.retired_on is not null then
            perform cabinet.refuse('object_retired');
        end if;
        perform estate.version_demand('objects', p_object, v_old.version, p_version, 'object?object=' || p_object);
    end if;
    perform estate.object_place_demand(v_type, p_house, p_entrance, p_premise);
    v_new := estate.values_accept(p_object_type, p_values, coalesce(v_old."values", '{}'));
    v_all := jsonb_strip_nulls(coalesce(v_old."values", '{}') || v_new);
    v_all := v_all || coalesce((
        select jsonb_object_agg(a.code, (v_all ->> a.follows)::numeric + a.follows_by)
        from estate.attributes as a
        where a.object_type = p_object_type and a.active and v_all ? a.follows and not v_all ? a.code
    ), '{}');
    v_name := coalesce(
        nullif(trim(p_name), ''), v_old.name::text,
        v_type.title || coalesce(' № ' || coalesce(v_all ->> 'number', (
            select (count(*) + 1)::text from estate.objects as o
            where o.house_id = p_house and o.object_type = p_object_type
        )), '')
    );
    v_codes := array(
        select k.key from jsonb_each(coalesce(v_old."values", '{}') || v_all || v_new) as k
        where v_old."values" -> k.key is distinct from v_all -> k.key
    );
    if p_object is null then
        insert into estate.objects (
            object_type, house_id, entrance_id, premise_id, name, "values", installed_on, created_at
        )
        values (p_object_type, p_house, p_entrance, p_premise, v_name, v_all, p_installed_on, lib.moment())
        returning object_id into v_object;
    else
        update estate.objects as o
        set
            entrance_id = p_entrance, premise_id = p_premise, name = v_name, "values" = v_all,
            installed_on = p_installed_on, version = o.version + 1
        where o.object_id = p_object and (
            cardinality(v_codes) > 0
            or (o.entrance_id, o.premise_id, o.name::text, o.installed_on)
            is distinct from (p_entrance::bigint, p_premise::bigint, v_name, p_installed_on)
        );
    end if;
    perform estate.value_changes_put(array[(
        'objects', v_object::text, p_object_type, v_name,
        case when p_object is not null then estate.values_of(v_old."values", v_codes) end, estate.values_of(v_all, v_codes),
        case when p_object is not null then concat_ws('; ',
            case when v_old.name::text <> v_name then v_old.name::text end,
            estate.object_place_said(v_old.entrance_id, v_old.premise_id, v_old.installed_on)) end,
        concat_ws('; ',
            case when v_old.name::text <> v_name then v_name end,
            estate.object_place_said(p_entrance, p_premise, p_installed_on))
    )::estate.value_change], p_reason);
    perform estate.objects_check('edit', array[p_house::bigint]);
    return v_object;
end
$$;
comment on function estate.object_save(
    lib.house_ref, text, jsonb, text, lib.object_ref, lib.entrance_ref, lib.premise_ref, text, date, integer
) is 'An accounting object of a house, new or changed
@decides';
