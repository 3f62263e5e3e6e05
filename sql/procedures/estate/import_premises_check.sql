create function estate.import_premises_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* Outcomes of rows of premises. A premise is known by house, number and kind; an entrance that is not there is made. */
declare
    v_fields text[] := array(
        select a.code from estate.attributes as a where a.object_type = 'premise' and a.active
    );
begin
    with named as materialized (
        select
            r.line, r."values" as v, r.reason, h.house_id, h.refusal,
            regexp_replace(r."values" ->> 'number', '^(кв|квартира|пом|офис)\.?\s*', '', 'i') as number,
            coalesce(r."values" ->> 'kind', 'flat') as kind, (r."values" ->> 'entrance')::smallint as entrance
        from estate.import_rows as r
        join estate.import_house_places(p_import) as h on h.line = r.line
        where r.import_id = p_import and r.broken is null
    ),

    judged as materialized (
        select
            n.*, p.premise_id, e.entrance_id, p.entrance_id as entrance_now,
            case
                when n.refusal is not null then n.refusal
                when n.number is null then cabinet.said('said.import.no_number')
                when length(n.number) not between 1 and 20
                    then cabinet.said('said.import.number', jsonb_build_object('value', left(n.number, 60)))
                when (n.v ->> 'area')::numeric = 0 then cabinet.said('said.import.area')
                when row_number() over (partition by n.house_id, n.number, n.kind order by n.line) > 1
                    then cabinet.said('said.import.again', jsonb_build_object(
                        'value', n.number,
                        'line', first_value(n.line) over (partition by n.house_id, n.number, n.kind order by n.line)))
            end as refused,
            (
                select jsonb_object_agg(x.key, case x.key
                    when 'area' then to_jsonb(trim_scale(round((x.value #>> '{}')::numeric, 2))) else x.value end)
                from jsonb_each(n.v) as x
                where x.key = any (v_fields)
            ) as given
        from named as n
        left join estate.premises as p on p.house_id = n.house_id and p.number = n.number and p.kind = n.kind
        left join estate.entrances as e on e.house_id = n.house_id and e.number = n.entrance
    )

    update estate.import_rows as r
    set
        row_key = coalesce(
            (select h.street || ', ' || h.number from estate.houses as h where h.house_id = j.house_id) || ', ', ''
        ) || coalesce(j.number, '?'),
        outcome = case
            when j.refused is not null then 'refused'
            when j.premise_id is null then 'new'
            when d.after is null and j.entrance is null or d.after is null and j.entrance_id = j.entrance_now then 'same'
            else 'changed'
        end,
        reason = coalesce(j.refused, j.reason),
        object_id = case when j.refused is null then j.premise_id end,
        before = case when j.refused is null and j.premise_id is not null then coalesce(d.before, '{}') || case
            when j.entrance is not null and j.entrance_id is distinct from j.entrance_now
                then jsonb_build_object('entrance', (select x.number from estate.entrances as x where x.entrance_id = j.entrance_now))
            else '{}' end end,
        after = case
            when j.refused is not null then null
            when j.premise_id is null then coalesce(j.given, '{}') || jsonb_strip_nulls(jsonb_build_object(
                'house_id', j.house_id, 'number', j.number, 'kind', j.kind, 'entrance', j.entrance))
            else coalesce(d.after, '{}') || case
                when j.entrance is not null and j.entrance_id is distinct from j.entrance_now
                    then jsonb_build_object('entrance', j.entrance)
                else '{}' end
        end
    from judged as j
    left join estate.premises as p on p.premise_id = j.premise_id
    left join lateral (
        select jsonb_object_agg(e.key, e.value) as after, jsonb_object_agg(e.key, c.c -> e.key) as before
        from (select (to_jsonb(p) - 'extra') || p.extra as c offset 0) as c
        cross join jsonb_each(j.given) as e
        where p.premise_id is not null and (c.c -> e.key) is distinct from e.value
    ) as d on true
    where r.import_id = p_import and r.line = j.line;
end
$$;
comment on function estate.import_premises_check(bigint) is 'Outcomes of rows of premises
@internal';
