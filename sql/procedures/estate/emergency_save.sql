create function estate.emergency_save(
    p_house lib.house_ref,
    p_happened_on date,
    p_title text,
    p_cause text default null,
    p_consequences text default null,
    p_object lib.object_ref default null,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Writes down an accident that no order tells of; returns its id. Errors: not_found, emergency_day (422). */
declare
    v_emergency bigint;
begin
    perform estate.objects_demand(p_house, '{supervisor,manager,operator}');
    if p_object is not null and not exists (
        select from estate.objects as o where o.object_id = p_object and o.house_id = p_house
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_object');
    elsif p_happened_on > people.today() then
        perform cabinet.refuse('emergency_day', p_field => 'p_happened_on');
    end if;
    insert into estate.emergencies (
        house_id, object_id, happened_on, title, cause, consequences, note, user_id, created_at
    )
    values (
        p_house, p_object, p_happened_on, p_title, nullif(trim(p_cause), ''), nullif(trim(p_consequences), ''), p_note,
        people.me(), lib.moment()
    )
    returning emergency_id into v_emergency;
    return v_emergency;
end
$$;
comment on function estate.emergency_save(
    lib.house_ref, date, text, text, text, lib.object_ref, text
) is
'Writes down an accident of a house
@decides';
