create function estate.house_import_load(
    p_import lib.import_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Loads what the dry run found: new houses with their entrances, changed values of known ones (what was before is kept
for the undo). Errors: not_found, import_state.
*/
declare
    v_import estate.imports;
begin
    perform people.office_demand();
    select i.* into v_import from estate.imports as i where i.import_id = p_import and i.kind = 'houses' for update;
    if v_import.import_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_import');
    elsif v_import.status <> 'checked' then
        perform cabinet.refuse('import_state');
    end if;

    update estate.import_rows as r
    set data = r.data || jsonb_build_object('before', to_jsonb(h) - 'search')
    from estate.houses as h
    where r.import_id = p_import and r.outcome = 'changed' and h.register_id = r.row_key;

    with rows as (
        select r.row_key, r.data -> 'row' as register_row, v.*
        from estate.import_rows as r
        cross join lateral jsonb_to_record(r.data -> 'house') as v (
            register_id text, address text, region text, city text, street text, number text, latitude numeric,
            longitude numeric, built_year smallint, house_type text, floors_max smallint, floors_min smallint,
            entrances_count smallint, premises_count integer, living_count integer, non_living_count integer,
            area_total numeric, area_living numeric, area_non_living numeric, area_common numeric, area_land numeric,
            is_alarm boolean, overhaul_fund text, energy_class text
        )
        where r.import_id = p_import and r.outcome in ('new', 'changed')
    ),

    slugged as (
        select
            r.*, s.slug,
            row_number() over (partition by s.slug order by r.row_key) > 1
            or exists (select from estate.houses as h where h.slug = s.slug) as taken
        from rows as r
        cross join lateral (select estate.slug(r.street || ' ' || r.number) as slug) as s
    )

    insert into estate.houses as h (
        zone_id, slug, region, city, street, number, address, time_zone, latitude, longitude, built_year, house_type,
        floors_max, floors_min, entrances_count, premises_count, living_count, non_living_count, area_total, area_living,
        area_non_living, area_common, area_land, is_alarm, overhaul_fund, energy_class, register_id, register_row,
        import_id, created_at
    )
    select
        v_import.zone_id,
        case when s.taken or length(s.slug) < 2 then s.slug || '-' || estate.slug(s.row_key) else s.slug end,
        s.region, s.city, s.street, s.number, s.address, v_import.time_zone, s.latitude, s.longitude, s.built_year,
        s.house_type, s.floors_max, s.floors_min, s.entrances_count, s.premises_count, s.living_count,
        s.non_living_count, s.area_total, s.area_living, s.area_non_living, s.area_common, s.area_land, s.is_alarm,
        s.overhaul_fund, s.energy_class, s.row_key, s.register_row, p_import, lib.moment()
    from slugged as s
    on conflict (register_id) do update
    set
        region = excluded.region, city = excluded.city, street = excluded.street, number = excluded.number,
        address = excluded.address, latitude = excluded.latitude, longitude = excluded.longitude,
        built_year = excluded.built_year, house_type = excluded.house_type, floors_max = excluded.floors_max,
        floors_min = excluded.floors_min, entrances_count = excluded.entrances_count,
        premises_count = excluded.premises_count, living_count = excluded.living_count,
        non_living_count = excluded.non_living_count, area_total = excluded.area_total,
        area_living = excluded.area_living, area_non_living = excluded.area_non_living,
        area_common = excluded.area_common, area_land = excluded.area_land, is_alarm = excluded.is_alarm,
        overhaul_fund = excluded.overhaul_fund, energy_class = excluded.energy_class,
        register_row = excluded.register_row;

    insert into estate.entrances (house_id, number, floors)
    select h.house_id, n.n, h.floors_max
    from estate.import_rows as r
    join estate.houses as h on h.register_id = r.row_key
    cross join lateral generate_series(1, h.entrances_count) as n (n)
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    on conflict (house_id, number) do nothing;

    update estate.imports as i set status = 'loaded', loaded_at = lib.moment() where i.import_id = p_import;
end
$$;
comment on function estate.house_import_load(lib.import_ref) is 'Loads what the dry run of a register found
@decides';
