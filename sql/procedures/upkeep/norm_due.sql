create function upkeep.norm_due(
    p_object_type text,
    p_due jsonb
)
returns text[]
language plpgsql
stable
as $$
/*
Three expressions over h."values" out of upkeep.norms.due: the day a work is due, after how many months again (null: as the norm
says) and which fields to fill where the day is not known: those the passport needs, if it needs any of them, else all.
A year is meant to its last day. What is no day, no year of 1700 to 2200 and no number of one to 1,200 months is not known.
*/
declare
    v_from text[] := array(select jsonb_array_elements_text(coalesce(p_due -> 'from', '[]')));
    v_months text := coalesce((p_due ->> 'months')::integer::text, 'null');
    v_fields text[] := array_remove(
        array[p_due ->> 'on'] || v_from || case when not p_due ? 'months' then p_due ->> 'every' end, null);
    v_every text;
    v_on text;
    v_last text;
begin
    if p_due is null then
        return array['null::date', 'null::integer', '''{}''::text[]'];
    end if;
    select format('(select case when n.n between 1 and 1200 then n.n::integer end
        from (select round(estate.fact_number(h."values", %L) * %s)) as n (n))', a.code, case when a.unit like 'мес%' then 1 else 12 end)
    into v_every
    from estate.attributes as a
    where a.object_type = p_object_type and a.code = p_due ->> 'every' and a.kind in ('integer', 'number');
    v_every := coalesce(v_every, 'null::integer');
    select
        max(d.day) filter (where d.code = p_due ->> 'on'),
        format('(greatest(%s) + make_interval(months => coalesce(%s, %s)))::date',
            string_agg(d.day, ', ') filter (where d.code = any (v_from)), v_every, v_months)
    into v_on, v_last
    from (
        select a.code, format(case a.kind
            when 'date' then 'estate.fact_date(h."values", %1$L)'
            else '(select case when y.y between 1700 and 2200 then make_date(y.y::integer, 12, 31) end
                from (select estate.fact_number(h."values", %1$L)) as y (y))'
        end, a.code) as day
        from estate.attributes as a
        where a.object_type = p_object_type and a.kind in ('date', 'year')
    ) as d;
    return array[
        format('coalesce(%s)', concat_ws(', ', v_on, case when v_from <> '{}' then v_last end, 'null::date')), v_every,
        format('%L::text[]', coalesce(nullif(array(
            select a.code
            from estate.attributes as a
            where a.object_type = p_object_type and a.code = any (v_fields) and a.required
            order by a.position
        ), '{}'), v_fields))
    ];
end
$$;
comment on function upkeep.norm_due(text, jsonb) is 'When a norm is due by the passport, as expressions
@internal';
