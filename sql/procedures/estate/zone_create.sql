create function estate.zone_create(
    p_name lib.title,
    p_parent lib.zone_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new zone under another or at the top; returns its id. Errors: name_taken, not_found (parent). */
declare
    v_zone bigint;
begin
    perform people.office_demand();
    if p_parent is not null and not exists (select from estate.zones as z where z.zone_id = p_parent) then
        perform cabinet.refuse('not_found', p_field => 'p_parent');
    end if;
    insert into estate.zones (name, parent_id, created_at)
    values (trim(p_name), p_parent, lib.moment())
    on conflict (name) do nothing
    returning zone_id into v_zone;
    if v_zone is null then
        perform cabinet.refuse('name_taken', p_field => 'p_name', p_values => jsonb_build_object('name', p_name));
    end if;
    return v_zone;
end
$$;
comment on function estate.zone_create(lib.title, lib.zone_ref) is 'A new zone
@decides';
