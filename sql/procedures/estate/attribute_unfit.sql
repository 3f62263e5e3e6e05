create function estate.attribute_unfit(
    p_attribute estate.attributes
)
returns table (
    house_id bigint,
    object_id bigint,
    name text,
    value text,
    problem text
)
language plpgsql
stable
rows 100
as $$
/*
Values that a field with these settings could not read: those that a change of its kind, range or pattern would leave
behind. They are kept as they are; the check of objects names them until somebody mends them.
*/
begin
    return query
    with kept as (
        select h.house_id, null::bigint as object_id, h.address as name, h."values" -> (p_attribute).code as value
        from estate.house_facts as h
        where (p_attribute).object_type = 'house'
        union all
        select o.house_id, o.object_id, o.name::text, o."values" -> (p_attribute).code
        from estate.objects as o
        where o.object_type = (p_attribute).object_type and o.retired_on is null
        union all
        select e.house_id, null, e.number::text, case (p_attribute).code
            when 'floors' then to_jsonb(e.floors) when 'door_code' then to_jsonb(e.door_code)
            else e.extra -> (p_attribute).code end
        from estate.entrances as e
        where (p_attribute).object_type = 'entrance'
        union all
        select p.house_id, null, p.number, case (p_attribute).code
            when 'area' then to_jsonb(p.area) when 'floor' then to_jsonb(p.floor)
            when 'access_note' then to_jsonb(p.access_note) else p.extra -> (p_attribute).code end
        from estate.premises as p
        where (p_attribute).object_type = 'premise'
    )

    select k.house_id, k.object_id, k.name, k.value #>> '{}', (r.r).problem
    from kept as k
    cross join lateral (
        select estate.value_read(p_attribute, case when jsonb_typeof(k.value) = 'array'
            then (select string_agg(e.e, ',') from jsonb_array_elements_text(k.value) as e (e))
            else k.value #>> '{}' end) as r
        offset 0
    ) as r
    where nullif(k.value, 'null') is not null and (r.r).problem is not null
    order by k.name, k.house_id, k.object_id;
end
$$;
comment on function estate.attribute_unfit(estate.attributes) is 'Values that a field could not read
@internal';
