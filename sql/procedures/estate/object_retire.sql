create function estate.object_retire(
    p_object lib.object_ref,
    p_on date,
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
Takes an object out of use from a day on; it stays in the history. A day that has not come is refused: plans are not kept here.
Errors: not_found, house_changed (409), object_retired (409), object_retire_day (422), rule_reason_required (422).
*/
declare
    v_old estate.objects;
begin
    select * into v_old from estate.objects as o where o.object_id = p_object for update;
    perform estate.objects_demand(v_old.house_id);
    perform estate.version_demand('objects', p_object, v_old.version, p_version, 'object?object=' || p_object);
    if v_old.retired_on is not null then
        perform cabinet.refuse('object_retired');
    elsif p_on is null or p_on > people.today() or p_on < v_old.installed_on then
        perform cabinet.refuse('object_retire_day', p_field => 'p_on');
    end if;
    update estate.objects as o set retired_on = p_on, version = o.version + 1 where o.object_id = p_object;
    perform cabinet.rule_change_put(
        'objects', p_object::text, v_old.name, cabinet.said('said.object.in_use'),
        cabinet.said('said.object.retired', jsonb_build_object('day', to_char(p_on, 'DD.MM.YYYY'))), p_reason
    );
    perform estate.objects_check('edit', array[v_old.house_id]);
end
$$;
comment on function estate.object_retire(lib.object_ref, date, text, integer) is 'Takes an object out of use
@decides';
