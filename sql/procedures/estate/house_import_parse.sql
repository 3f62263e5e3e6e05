create function estate.house_import_parse(
    p_data jsonb,
    p_now date
)
returns jsonb
language sql
stable
as $$
/*
One row of the register of houses (columns by header, domain.md 7.2) as values of estate.houses, with notes on what was
left empty because it cannot be. Address «край, г. Город, [п. Посёлок,] ул. Улица, д. 1[, к. 2]».
*/
select jsonb_strip_nulls(jsonb_build_object(
    'register_id', estate.csv_word(p_data ->> 'HOUSE_ID'),
    'address', a.address,
    'region', case when cardinality(a.before) > 1 then a.before[1] end,
    'city', coalesce(regexp_replace(a.city, '^(г|пгт|п|с|тер)\.\s*', ''), a.before[1]),
    'street', coalesce(nullif(concat_ws(', ', a.settlement, a.street), ''), regexp_replace(a.city, '^(г|пгт|п|с|тер)\.\s*', '')),
    'number', a.number,
    'latitude', case when n.latitude between -90 and 90 then round(n.latitude, 6) end,
    'longitude', case when n.longitude between -180 and 180 then round(n.longitude, 6) end,
    'built_year', case when n.built between 1700 and extract(year from p_now) + 2 then n.built end,
    'house_type', estate.option_code('house', 'house_type', estate.csv_word(p_data ->> 'HOUSE_TYPE')),
    'floors_max', case when n.floors_max between 0 and 150 and n.floors_max % 1 = 0 then n.floors_max::integer end,
    'floors_min', case when n.floors_min between 0 and 150 and n.floors_min % 1 = 0 then n.floors_min::integer end,
    'entrances_count', case when n.doors between 0 and 60 and n.doors % 1 = 0 then n.doors::integer end,
    'premises_count', case when n.rooms between 0 and 100000 then n.rooms::integer end,
    'living_count', case when n.living between 0 and 100000 then n.living::integer end,
    'non_living_count', case when n.non_living between 0 and 100000 then n.non_living::integer end,
    'area_total', case when n.area >= 0 then round(n.area, 2) end,
    'area_living', case when n.area_living >= 0 then round(n.area_living, 2) end,
    'area_non_living', case when n.area_non_living >= 0 then round(n.area_non_living, 2) end,
    'area_common', case when n.area_common >= 0 then round(n.area_common, 2) end,
    'area_land', case when n.area_land >= 0 then round(n.area_land, 2) end,
    'is_alarm', case lower(estate.csv_word(p_data ->> 'AVAR')) when 'да' then true when 'нет' then false end,
    'overhaul_fund', estate.option_code('house', 'overhaul_fund', estate.csv_word(p_data ->> 'CAPFOND')),
    'energy_class', estate.option_code('house', 'energy_class', estate.csv_word(p_data ->> 'ENERGY_CLASS')),
    'note', nullif(concat_ws(
        '; ',
        case when n.built not between 1700 and extract(year from p_now) + 2 then 'год постройки «' || n.built || '» не принят' end,
        case when n.floors_max not between 0 and 150 then 'этажей «' || n.floors_max || '» не принято' end,
        case when n.floors_min > n.floors_max then 'этажей от ' || n.floors_min || ' до ' || n.floors_max end,
        case when n.doors not between 0 and 60 then 'подъездов «' || n.doors || '» не принято' end,
        case when n.rooms <> n.living + n.non_living
            then 'помещений ' || n.rooms || ', а жилых и нежилых ' || n.living + n.non_living end
    ), '')
))
from (
    select
        b.address, b.before, b.number, b.city,
        case when cardinality(b.between) > 1 then array_to_string(b.between[:cardinality(b.between) - 1], ', ') end as settlement,
        regexp_replace(
            regexp_replace(regexp_replace(b.between[cardinality(b.between)], '^(ул\.|улица)\s*', ''),
                '^(пр-кт\.|Проспект\.|проспект)\s*', 'проспект '), '^пер\.\s*', 'переулок '
        ) as street
    from (
        select
            p.address, p.before, p.number,
            case when cardinality(p.before) > 1 then p.before[2] else p.before[1] end as city,
            p.before[3:] as between
        from (
            select
                w.address,
                regexp_split_to_array(trim(split_part(w.address, ', д. ', 1)), '\s*,\s*') as before,
                nullif(regexp_replace(
                    substr(w.address, position(', д. ' in w.address) + 5), '\s*,\s*', ' ', 'g'
                ), '') as number
            from (select estate.csv_word(p_data ->> 'ADDRESS') as address offset 0) as w
            where position(', д. ' in w.address) > 0
            offset 0
        ) as p
        offset 0
    ) as b
    offset 0
) as a
cross join (
    select
        estate.csv_number(p_data ->> 'LAT') as latitude, estate.csv_number(p_data ->> 'LON') as longitude,
        estate.csv_number(p_data ->> 'YEAR') as built, estate.csv_number(p_data ->> 'LEVELS_MAX') as floors_max,
        estate.csv_number(p_data ->> 'LEVELS_MIN') as floors_min, estate.csv_number(p_data ->> 'DOORS') as doors,
        estate.csv_number(p_data ->> 'ROOM_COUNT') as rooms, estate.csv_number(p_data ->> 'ROOM_COUNT_LIVE') as living,
        estate.csv_number(p_data ->> 'ROOM_COUNT_NONLIVE') as non_living, estate.csv_number(p_data ->> 'AREA') as area,
        estate.csv_number(p_data ->> 'AREA_LIVE') as area_living,
        estate.csv_number(p_data ->> 'AREA_NONLIVE') as area_non_living,
        estate.csv_number(p_data ->> 'AREA_GEN') as area_common, estate.csv_number(p_data ->> 'AREA_LAND') as area_land
    -- a fence: each number is read once, not at every mention
    offset 0
) as n
$$;
comment on function estate.house_import_parse(jsonb, date) is 'One row of the register of houses as values, with notes
@internal';
