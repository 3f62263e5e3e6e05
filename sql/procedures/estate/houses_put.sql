create function estate.houses_put(
    p_rows jsonb
)
returns table (
    house_id bigint,
    before jsonb,
    after jsonb
)
language plpgsql
volatile
rows 1000
as $$
/*
The one writer of passports, for many houses at once: p_rows is [{"house_id": 1, "values": {code: value or null},
"register_row": {…}}], values as they are kept (estate.values_check reads them): fields of the passport, and what only a register
says of a house (region, address, coordinates, its number there); register_row, where given, is the row it came from. Answers
what stood in these fields before and stands now, a row per house that changed, with the address that follows from a
new street; a house whose values stay is not touched. Columns of estate.houses and fields beside them alike.
*/
begin
    return query
    with given as (
        select
            (r.one ->> 'house_id')::bigint as house_id, r.one -> 'values' as "values", r.one ? 'register_row' as registered,
            nullif(r.one -> 'register_row', 'null') as register_row
        from jsonb_array_elements(p_rows) as r (one)
    ),

    fields as (
        select a.code, a.column_name from estate.attributes as a where a.object_type = 'house'
        union all
        select c.code, c.code
        from unnest(array['region', 'address', 'latitude', 'longitude', 'register_id']) as c (code)
        where not exists (select from estate.attributes as a where a.object_type = 'house' and a.code = c.code)
    ),

    -- in the order of their ids: two imports at once wait for one another instead of both giving up
    locked as (
        select h.house_id, h as house, g."values", g.registered, g.register_row
        from estate.houses as h
        join given as g on g.house_id = h.house_id
        order by h.house_id
        for update of h
    ),

    compared as (
        select
            l.house_id, jsonb_object_agg(v.key, o.old) as was, jsonb_object_agg(v.key, o.new) as becomes,
            jsonb_object_agg(v.key, o.new) filter (where f.column_name is not null) as columns,
            jsonb_object_agg(v.key, o.new) filter (where f.column_name is null) as beside
        from locked as l
        cross join lateral (select to_jsonb(l.house) as line offset 0) as w
        cross join lateral jsonb_each(l."values") as v
        join fields as f on f.code = v.key
        cross join lateral (
            select
                nullif(case when f.column_name is null then (l.house).extra -> v.key else w.line -> v.key end, 'null') as old,
                nullif(v.value, 'null') as new
        ) as o
        where o.old is distinct from o.new
        group by l.house_id
    ),

    written as (
        update estate.houses as h
        set
            city = n.city, street = n.street, number = n.number,
            region = n.region, latitude = n.latitude, longitude = n.longitude, register_id = n.register_id,
            register_row = case when l.registered then l.register_row else h.register_row end,
            address = case
                when c.columns ? 'address' then n.address
                when (h.city, h.street, h.number) is distinct from (n.city, n.street, n.number)
                    then n.city || ', ' || n.street || ', ' || n.number
                else h.address
            end,
            built_year = n.built_year, house_type = n.house_type, wall_material = n.wall_material,
            floors_max = n.floors_max, floors_min = n.floors_min, entrances_count = n.entrances_count,
            premises_count = n.premises_count, living_count = n.living_count, non_living_count = n.non_living_count,
            area_total = n.area_total, area_living = n.area_living, area_non_living = n.area_non_living,
            area_common = n.area_common, area_land = n.area_land, is_alarm = n.is_alarm,
            overhaul_fund = n.overhaul_fund, energy_class = n.energy_class, access_note = n.access_note,
            extra = jsonb_strip_nulls(h.extra || coalesce(c.beside, '{}')),
            version = h.version + 1
        from compared as c
        join locked as l on l.house_id = c.house_id
        cross join lateral jsonb_populate_record(l.house, coalesce(c.columns, '{}')) as n
        where h.house_id = c.house_id
        returning
            h.house_id,
            c.was || case when (l.house).address <> h.address then jsonb_build_object('address', (l.house).address) else '{}' end as was,
            c.becomes || case when (l.house).address <> h.address then jsonb_build_object('address', h.address) else '{}' end as becomes
    )

    select w.house_id, w.was, w.becomes from written as w order by w.house_id;
end
$$;
comment on function estate.houses_put(jsonb) is 'Writes passports of many houses; answers what was before
@internal';
