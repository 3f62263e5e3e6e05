create function estate.import_houses_change(
    p_import bigint,
    p_back boolean default false
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Writes the changed houses of a load by the one writer of passports, or (p_back) puts back what stood in them. What a load has
written stands in estate.import_writes; a house that somebody else has made the same meanwhile is not a part of it.
*/
declare
    v_rows jsonb := (
        select jsonb_agg(jsonb_build_object(
            'house_id', w.key -> 'house_id', 'values', v.v - 'register_row', 'register_row', v.v -> 'register_row'))
        from estate.import_writes as w
        cross join lateral (select case when p_back then w.before else w.after end as v) as v
        where w.import_id = p_import and w.relation = 'estate.houses' and w.before is not null
    );
begin
    if p_back then
        perform from estate.houses_put(v_rows);
        return;
    end if;
    with written as materialized (
        select jsonb_build_object('house_id', p.house_id) as key, p.before, p.after from estate.houses_put(v_rows) as p
    ),

    kept as (
        update estate.import_writes as w
        set before = w.before || p.before, after = w.after || p.after
        from written as p
        where w.import_id = p_import and w.relation = 'estate.houses' and w.before is not null and w.key = p.key
    )

    delete from estate.import_writes as w
    where w.import_id = p_import and w.relation = 'estate.houses' and w.before is not null
        and not exists (select from written as p where p.key = w.key);
end
$$;
comment on function estate.import_houses_change(bigint, boolean) is 'Writes the changed houses of a load
@internal';
