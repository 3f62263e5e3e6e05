create function estate.import_house_places(
    p_import bigint
)
returns table (
    line integer,
    house_id bigint,
    refusal text
)
language plpgsql
stable
set search_path = ''
as $$
/*
The house that rows of premises or accounts name: by its number in the register, else the FIAS id, else the address, with the
city or, where only one house has the street and number, without.
*/
begin
    return query
    with told as materialized (
        select
            r.line, r."values" ->> 'house_register_id' as register_id, lower(r."values" ->> 'houseguid') as guid,
            r."values" ->> 'address' as address, r."values" ->> 'city' as city, r."values" ->> 'street' as street,
            r."values" ->> 'house_number' as number,
            concat_ws(
                e'\x01', coalesce(r."values" ->> 'house_register_id', ''), coalesce(r."values" ->> 'houseguid', ''),
                coalesce(r."values" ->> 'address', ''), coalesce(r."values" ->> 'city', ''), coalesce(r."values" ->> 'street', ''),
                coalesce(r."values" ->> 'house_number', '')
            ) as all_said
        from estate.import_rows as r
        where r.import_id = p_import and r.broken is null
    ),

    asked as materialized (
        select distinct on (t.all_said) t.* from told as t order by t.all_said
    ),

    placed as materialized (
        select
            a.*,
            estate.import_word(concat(coalesce(estate.street_named(null, a.street), d.street), '|', coalesce(a.number, d.number))) as place,
            estate.import_word(coalesce(a.city, d.city)) as town
        from asked as a
        left join lateral estate.address_read(a.address) as d on true
    ),

    houses as materialized (
        select
            h.house_id, h.register_id, lower(h.extra ->> 'houseguid') as guid,
            estate.import_word(concat(h.street, '|', h.number)) as place, estate.import_word(h.city) as town
        from estate.houses as h
    ),

    of_place as materialized (
        select h.place, h.town, count(*) as houses, min(h.house_id) as house_id from houses as h group by h.place, h.town
    ),

    of_street as materialized (
        select h.place, count(*) as houses, min(h.house_id) as house_id from houses as h group by h.place
    ),

    found as materialized (
        select
            p.*, k.house_id as by_register, g.house_id as by_guid, o.house_id as by_place, o.houses as of_place,
            s.house_id as by_street, s.houses as of_street,
            left(coalesce(p.register_id, p.guid, p.address, concat_ws(', ', p.city, p.street, p.number)), 120) as said
        from placed as p
        left join houses as k on k.register_id = p.register_id
        left join (
            select h.guid, min(h.house_id) as house_id from houses as h where h.guid is not null group by h.guid having count(*) = 1
        ) as g on g.guid = p.guid
        left join of_place as o on o.place = p.place and o.town = p.town
        left join of_street as s on s.place = p.place
    ),

    decided as materialized (
        select f.*, coalesce(
            f.by_register, f.by_guid, case when f.of_place = 1 then f.by_place when f.of_place is null and f.of_street = 1
                and (f.town is null or f.city is null) then f.by_street end
        ) as house
        from found as f
    )

    select t.line, d.house, case
        when d.house is not null then null
        when coalesce(d.said, '') = '' then cabinet.said('said.import.no_house')
        when coalesce(d.of_place, d.of_street) > 1
            then cabinet.said('said.import.houses_many', jsonb_build_object('value', d.said, 'count', coalesce(d.of_place, d.of_street)))
        else cabinet.said('said.import.house', jsonb_build_object('value', d.said))
    end
    from told as t
    join decided as d on d.all_said = t.all_said;
end
$$;
comment on function estate.import_house_places(bigint) is 'The house that rows of an import name
@internal';
