create function upkeep.norm_places(
    p_object_type text,
    p_conditions jsonb,
    p_due jsonb default null,
    p_zone bigint default null
)
returns table (
    house_id bigint,
    zone_id bigint,
    entrance_id bigint,
    object_id bigint,
    fits boolean,
    missing text[],
    due_on date,
    every_months integer
)
language plpgsql
stable
rows 4000
as $$
/*
What a norm concerns, in the company or in a zone with its branch: houses, or objects of a type that are in use. fits is null
where a condition cannot be judged for want of the values in missing, or p_due finds no day. due_on, every_months: when the work
is due by the passport, and after how many months again. A house whose passport counts more objects of the type than there
are stands there with that field missing: they are not entered yet.
Errors: those of estate.condition_sql.
*/
declare
    v_conditions text[] := upkeep.norm_conditions(p_object_type, p_conditions);
    v_due text[] := upkeep.norm_due(p_object_type, p_due);
    v_house constant boolean := p_object_type = 'house';
    v_counted text := (select t.counted_by from estate.object_types as t where t.object_type = p_object_type);
begin
    return query execute format(
        'select
            h.house_id, h.zone_id, %s,
            case when c.fits and $3 and d.due_on is null then null else c.fits end,
            c.missing || case when c.fits is distinct from false and $3 and d.due_on is null then d.missing else ''{}'' end,
            d.due_on, d.every_months
        from (
            -- a passport is put together once for each row, however often it is asked
            select f.* from %s as f
            where ($1 is null or f.zone_id in (select z.id from estate.zone_branch(array[$1]) as z (id))) %s
            offset 0
        ) as h
        cross join lateral (select %s, %s) as c (fits, missing)
        cross join lateral (select %s, %s, %s) as d (due_on, every_months, missing)',
        case when v_house then 'null::bigint, null::bigint' else 'h.entrance_id, h.object_id' end,
        case when v_house then 'estate.house_facts' else 'estate.object_facts' end,
        case when not v_house then 'and f.object_type = $2' end, v_conditions[1], v_conditions[2], v_due[1], v_due[2], v_due[3]
    ) using p_zone, p_object_type, p_due is not null;
    if v_house then
        return;
    end if;
    if v_counted is not null then
        return query
        select f.house_id, f.zone_id, null::bigint, null::bigint, null::boolean, array[v_counted], null::date, null::integer
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
comment on function upkeep.norm_places(text, jsonb, jsonb, bigint) is 'What a norm concerns
@internal';
