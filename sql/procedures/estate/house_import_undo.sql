create function estate.house_import_undo(
    p_import lib.import_ref
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes a load back: its new houses go, changed ones get their earlier values; returns how many houses went. Not when one
of the new houses already has flats, orders or people. Errors: not_found, import_state, import_used.
*/
declare
    v_import estate.imports;
    v_used integer;
    v_count integer;
begin
    perform people.office_demand();
    select i.* into v_import from estate.imports as i where i.import_id = p_import and i.kind = 'houses' for update;
    if v_import.import_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_import');
    elsif v_import.status <> 'loaded' then
        perform cabinet.refuse('import_state');
    end if;
    select count(*) into v_used
    from estate.houses as h
    where h.import_id = p_import and (
        exists (select from estate.premises as p where p.house_id = h.house_id)
        or exists (select from desk.orders as o where o.house_id = h.house_id)
        or exists (select from people.staff_scopes as s where s.house_id = h.house_id)
    );
    if v_used > 0 then
        perform cabinet.refuse('import_used', p_values => jsonb_build_object('count', v_used));
    end if;
    delete from estate.entrances as e using estate.houses as h
    where h.house_id = e.house_id and h.import_id = p_import;
    delete from estate.houses as h where h.import_id = p_import;
    get diagnostics v_count = row_count;
    update estate.houses as h
    set
        region = b.region, city = b.city, street = b.street, number = b.number, address = b.address,
        latitude = b.latitude, longitude = b.longitude, built_year = b.built_year, house_type = b.house_type,
        floors_max = b.floors_max, floors_min = b.floors_min, entrances_count = b.entrances_count,
        premises_count = b.premises_count, living_count = b.living_count, non_living_count = b.non_living_count,
        area_total = b.area_total, area_living = b.area_living, area_non_living = b.area_non_living,
        area_common = b.area_common, area_land = b.area_land, is_alarm = b.is_alarm, overhaul_fund = b.overhaul_fund,
        energy_class = b.energy_class, register_row = b.register_row
    from estate.import_rows as r
    cross join lateral jsonb_populate_record(null::estate.houses, r.data -> 'before') as b
    where r.import_id = p_import and r.outcome = 'changed' and r.data ? 'before' and h.register_id = r.row_key;
    update estate.imports as i set status = 'undone' where i.import_id = p_import;
    return v_count;
end
$$;
comment on function estate.house_import_undo(lib.import_ref) is 'Takes a load of houses back
@decides';
