create function estate.value_history(
    p_house bigint,
    p_object_type text,
    p_id bigint,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    at timestamptz,
    place text,
    field text,
    was text,
    becomes text,
    reason text,
    author text,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What changed in a house with its entrances and premises (p_object_type house), in one of these, or in an object: a row per field, newest
first, in the reader's words. What is no field (a name, a place, a house that came with a file) has no field. For staff who
see the house. Errors: not_found.
*/
declare
    v_english boolean := lib.language() = 'en';
begin
    perform estate.house_demand(p_house);
    if coalesce(people.my_scope(), '') not in ('sees_all', 'sees_houses') then
        perform cabinet.refuse('not_found');
    end if;
    return query
    with keys as (
        select case p_object_type when 'house' then 'houses' when 'entrance' then 'entrances' when 'premise' then 'premises'
            else 'objects' end as area, p_id::text as object_key
        union all
        select 'entrances', e.entrance_id::text from estate.entrances as e where p_object_type = 'house' and e.house_id = p_house
        union all
        select 'premises', p.premise_id::text from estate.premises as p where p_object_type = 'house' and p.house_id = p_house
    ),

    lines as (
        select
            c.rule_change_id, c.changed_at, case when c.area <> 'houses' then c.title end as place, c.reason, c.user_name,
            f.n, g.position as section, a as attribute, f.old, f.new, c.old_value, c.new_value
        from keys as k
        join cabinet.rule_changes as c on c.area = k.area and c.object_key = k.object_key
        cross join lateral (
            select 0 as n, null::text as code, null::jsonb as old, null::jsonb as new
            where c.old_value is distinct from c.new_value
            union all
            select 1, x.code, c.old_values -> x.code, c.new_values -> x.code
            from jsonb_object_keys(coalesce(c.old_values, '{}') || c.new_values) as x (code)
        ) as f
        left join estate.attributes as a on a.object_type = c.object_type and a.code = f.code
        left join estate.attribute_groups as g on g.attribute_group = a.attribute_group
        where f.n = 0 or a.code is not null
    )

    select
        l.changed_at, l.place,
        case when l.n = 1 then estate.attribute_title(l.attribute) end,
        case when l.n = 1 then estate.value_said(l.attribute, nullif(l.old, 'null')) else l.old_value end,
        case when l.n = 1 then estate.value_said(l.attribute, nullif(l.new, 'null')) else l.new_value end,
        l.reason, lib.person_short(l.user_name), l.total
    from (
        select x.*, count(*) over () as total
        from lines as x
        order by x.rule_change_id desc, x.n, x.section, (x.attribute).position, (x.attribute).attribute_id
        limit p_limit offset p_offset
    ) as l
    order by l.rule_change_id desc, l.n, l.section, (l.attribute).position, (l.attribute).attribute_id;
end
$$;
comment on function estate.value_history(bigint, text, bigint, integer, integer) is 'What changed in a house, a row per field
@decides';
