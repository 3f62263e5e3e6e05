create function estate.import_houses_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Outcomes of rows of a register of houses. A house is known by its number in the register, else by its FIAS id, else by city,
street and number when one house has them. An empty cell says nothing and takes nothing away. after: values that a new
house gets or that change.
*/
declare
    v_import estate.imports := (select i from estate.imports as i where i.import_id = p_import);
    v_fields text[] := array(
        select a.code from estate.attributes as a where a.object_type = 'house' and a.active
    ) || '{region,address,latitude,longitude,register_id}'::text[];
begin
    with placed as materialized (
        select
            r.line, r."values" as v, r.reason,
            coalesce(r."values" ->> 'city', a.city, r."values" ->> 'district') as city,
            coalesce(estate.street_named(r."values" ->> 'street_kind', r."values" ->> 'street'), a.street) as street,
            coalesce(concat_ws(
                ' ', nullif(concat(r."values" ->> 'number', lower(r."values" ->> 'letter')), ''), 'к. ' || (r."values" ->> 'block'),
                'стр. ' || (r."values" ->> 'building')
            ), '') as composed,
            a.number as told, coalesce(r."values" ->> 'region', a.region) as region
        from estate.import_rows as r
        left join lateral estate.address_read(r."values" ->> 'address') as a on true
        where r.import_id = p_import and r.broken is null
    ),

    named as materialized (
        select
            p.line, p.v, p.reason, p.city, p.street, coalesce(nullif(p.composed, ''), p.told) as number, p.region,
            p.v ->> 'register_id' as register_id, lower(p.v ->> 'houseguid') as guid,
            replace(lower(concat_ws('|', p.city, p.street, coalesce(nullif(p.composed, ''), p.told))), 'ё', 'е') as place
        from placed as p
    ),

    counted as materialized (
        select n.*, count(*) over (partition by n.place) as of_place
        from named as n
    ),

    places as materialized (
        select
            replace(lower(concat_ws('|', h.city, h.street, h.number)), 'ё', 'е') as place, count(*) as houses,
            min(h.house_id) as house_id, bool_or(h.register_id is not null) as registered
        from estate.houses as h
        group by 1
    ),

    guids as materialized (
        select lower(h.extra ->> 'houseguid') as guid, min(h.house_id) as house_id
        from estate.houses as h
        where h.extra ? 'houseguid'
        group by 1
        having count(*) = 1
    ),

    met as materialized (
        select
            c.*, coalesce(k.house_id, g.house_id, case
                when p.houses = 1 and c.of_place = 1 and (c.register_id is null or not p.registered) then p.house_id
            end) as house_id,
            p.houses as there, z.zone_id
        from counted as c
        left join estate.houses as k on k.register_id = c.register_id
        left join guids as g on g.guid = c.guid
        left join places as p on p.place = c.place
        left join estate.zones as z on lower(z.name) = lower(c.v ->> 'zone')
    ),

    judged as materialized (
        select
            m.*,
            case
                when m.city is null or m.street is null or m.number is null then cabinet.said(
                    case when m.v ? 'address' or m.v ? 'street' then 'said.import.address' else 'said.import.no_address' end,
                    jsonb_build_object('value', left(coalesce(m.v ->> 'address', concat_ws(', ', m.city, m.street)), 120)))
                when length(m.number) > 40 or length(m.street) > 200 or length(m.city) > 200 then
                    cabinet.said('said.import.address', jsonb_build_object('value', left(m.v ->> 'address', 120)))
                when m.house_id is null and m.v ? 'zone' and m.zone_id is null then
                    cabinet.said('said.import.zone', jsonb_build_object('value', left(m.v ->> 'zone', 60)))
                when m.house_id is null and coalesce(m.zone_id, v_import.zone_id) is null then cabinet.said('said.import.no_zone')
                when m.v ? 'time_zone' and not exists (
                    select from pg_catalog.pg_timezone_names as t where t.name = m.v ->> 'time_zone'
                ) then cabinet.said('said.import.time_zone', jsonb_build_object('value', left(m.v ->> 'time_zone', 60)))
                when m.house_id is null and m.register_id is null and m.guid is null and m.there > 1 then
                    cabinet.said('said.import.many_houses', jsonb_build_object('count', m.there))
                -- one row may name a house by its address, another by the number that the first gives it
                when row_number() over (partition by coalesce(m.register_id, 'line ' || m.line) order by m.line) > 1 then
                    cabinet.said('said.import.again', jsonb_build_object('value', m.register_id, 'line', first_value(m.line) over (
                        partition by coalesce(m.register_id, 'line ' || m.line) order by m.line)))
                when row_number() over (
                    partition by coalesce('house ' || m.house_id, 'id ' || m.register_id, 'guid ' || m.guid, 'place ' || m.place)
                    order by m.line
                ) > 1 then cabinet.said('said.import.again', jsonb_build_object(
                    'value', coalesce(m.register_id, m.guid, concat_ws(', ', m.street, m.number)),
                    'line', first_value(m.line) over (
                        partition by coalesce('house ' || m.house_id, 'id ' || m.register_id, 'guid ' || m.guid, 'place ' || m.place)
                        order by m.line
                    )))
            end as refusal,
            (
                select jsonb_object_agg(e.key, case
                    when e.key like 'area\_%' then to_jsonb(trim_scale(round((e.value #>> '{}')::numeric, 2)))
                    when e.key in ('latitude', 'longitude') then to_jsonb(trim_scale(round((e.value #>> '{}')::numeric, 6)))
                    else e.value
                end)
                from jsonb_each(jsonb_strip_nulls(m.v || jsonb_build_object(
                    'city', m.city, 'street', m.street, 'number', m.number, 'region', m.region,
                    'address', coalesce(m.v ->> 'address', concat_ws(', ', m.region, m.city, m.street, m.number))
                ))) as e
                where e.key = any (v_fields)
            ) as given
        from met as m
    )

    update estate.import_rows as r
    set
        row_key = coalesce(j.register_id, j.guid, concat_ws(', ', j.street, j.number)),
        outcome = case
            when j.refusal is not null then 'refused'
            when j.house_id is null then 'new'
            when d.after is null then 'same'
            else 'changed'
        end,
        reason = case
            when j.refusal is not null then j.refusal
            else nullif(concat_ws('; ', j.reason, case when j.of_place > 1 then
                cabinet.said('said.import.same_address', jsonb_build_object('count', j.of_place)) end), '')
        end,
        object_id = case when j.refusal is null then j.house_id end,
        before = case when j.refusal is null then d.before end,
        after = case
            when j.refusal is not null then null
            when j.house_id is not null then d.after
            else j.given || jsonb_build_object(
                'zone_id', coalesce(j.zone_id, v_import.zone_id), 'time_zone', coalesce(j.v ->> 'time_zone', v_import.time_zone))
        end
    from judged as j
    left join estate.houses as h on h.house_id = j.house_id
    left join lateral (
        select
            jsonb_object_agg(e.key, e.value) as after, jsonb_object_agg(e.key, c.c -> e.key) as before
        from (select (to_jsonb(h) - '{extra,register_row,search}'::text[]) || h.extra as c offset 0) as c
        cross join jsonb_each(case when j.v ? 'address' then j.given else j.given - 'address' end) as e
        where h.house_id is not null and (c.c -> e.key) is distinct from e.value
    ) as d on true
    where r.import_id = p_import and r.line = j.line;
end
$$;
comment on function estate.import_houses_check(bigint) is 'Outcomes of rows of a register of houses
@internal';
