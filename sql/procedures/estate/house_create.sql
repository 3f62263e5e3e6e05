create function estate.house_create(
    p_zone lib.zone_ref,
    p_city text,
    p_street text,
    p_number text,
    p_time_zone lib.time_zone default null,
    p_entrances integer default 0,
    p_floors integer default null,
    p_built_year integer default null,
    p_latitude numeric default null,
    p_longitude numeric default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new house with its entrances 1…p_entrances; returns its id. Errors: not_found (zone, time zone), name_taken (address). */
declare
    v_house bigint;
    v_slug text := lib.slug(p_street || ' ' || p_number);
    v_time_zone text := coalesce(
        p_time_zone, (select s.value from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow'
    );
begin
    perform people.office_demand();
    if not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    elsif not exists (select from pg_catalog.pg_timezone_names as t where t.name = v_time_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_time_zone');
    elsif exists (
        select from estate.houses as h
        where h.street = trim(p_street) and h.number = trim(p_number) and h.city = trim(p_city)
    ) then
        perform cabinet.refuse('name_taken', p_field => 'p_number', p_values => jsonb_build_object(
            'name', trim(p_street) || ', ' || trim(p_number)
        ));
    end if;
    insert into estate.houses (
        zone_id, slug, city, street, number, address, time_zone, entrances_count, floors_max, built_year, latitude,
        longitude, created_at
    )
    select
        p_zone,
        case when exists (select from estate.houses as h where h.slug = v_slug)
            then v_slug || '-' || lib.slug(p_city) else v_slug end,
        trim(p_city), trim(p_street), trim(p_number), trim(p_city) || ', ' || trim(p_street) || ', ' || trim(p_number),
        v_time_zone, p_entrances, p_floors, p_built_year, p_latitude, p_longitude, lib.moment()
    returning house_id into v_house;
    insert into estate.entrances (house_id, number, floors)
    select v_house, n.n, p_floors from generate_series(1, p_entrances) as n (n);
    return v_house;
end
$$;
comment on function estate.house_create(
    lib.zone_ref, text, text, text, lib.time_zone, integer, integer, integer, numeric, numeric
) is 'A new house with its entrances
@decides';
