create function upkeep.norm_places(
    p_object_type text,
    p_conditions jsonb,
    p_zone bigint default null
)
returns table (
    house_id bigint,
    zone_id bigint,
    entrance_id bigint,
    object_id bigint,
    fits boolean,
    missing text[]
)
language plpgsql
stable
rows 4000
as $$
/*
What a norm concerns, in the company or in a zone with its branch: houses, or objects of a type that are in use. fits is null
where a condition cannot be judged for want of the values in missing. A house whose passport counts more objects of the
type than there are stands there with that field missing: they are not entered yet.
Errors: those of estate.condition_sql.
*/
declare
    v_sql text[] := upkeep.norm_conditions(p_object_type, p_conditions);
    v_counted text := (select t.counted_by from estate.object_types as t where t.object_type = p_object_type);
begin
    if p_object_type = 'house' then
        return query execute format(
            'select h.house_id, h.zone_id, null::bigint, null::bigint, %s, %s
            from estate.house_facts as h
            where $1 is null or h.zone_id in (select z.id from estate.zone_branch(array[$1]) as z (id))',
            v_sql[1], v_sql[2]
        ) using p_zone;
        return;
    end if;
    return query execute format(
        'select h.house_id, h.zone_id, h.entrance_id, h.object_id, %s, %s
        from estate.object_facts as h
        where
            h.object_type = $2
            and ($1 is null or h.zone_id in (select z.id from estate.zone_branch(array[$1]) as z (id)))',
        v_sql[1], v_sql[2]
    ) using p_zone, p_object_type;
    if v_counted is not null then
        return query
        select f.house_id, f.zone_id, null::bigint, null::bigint, null::boolean, array[v_counted]
        from estate.house_facts as f
        where
            (p_zone is null or f.zone_id in (select z.id from estate.zone_branch(array[p_zone]) as z (id)))
            and (f."values" ->> v_counted is null or (f."values" ->> v_counted)::numeric > (
                select count(*)
                from estate.objects as o
                where o.house_id = f.house_id and o.object_type = p_object_type and o.retired_on is null
            ));
    end if;
end
$$;
comment on function upkeep.norm_places(text, jsonb, bigint) is 'What a norm concerns
@internal';
