create function estate.check_statement(
    p_rules text[] default null,
    p_all boolean default true
)
returns text
language plpgsql
stable
as $$
/*
One statement that finds everything: rule, house_id, subject_id, value, other. Its parameter $1 are the houses, unless p_all.
Facts of houses, entrances, premises and objects are read once; the rules of a type are one array of conditions judged in one
scan over it (a query of its own for every rule would take ten times longer to plan than to run for one house), what a rule
shows is worked out for what is found only. p_rules: only these. What a supervisor types stands in it as quoted values alone;
predicates come from those who deploy. Null when there is no rule to judge.
*/
declare
    v_rules text := (
        select string_agg(
            format(
                'select (%L::text[])[v.n] as rule, h.house_id, %s as subject_id, case v.n %s end as "value", case v.n %s end as other'
                || ' from %s as h cross join lateral unnest(array[%s]) with ordinality as v (found, n) where v.found%s',
                t.rules, s.subject, t.found_values, t.found_others, s.rows_name, t.conditions,
                case when s.rows_name = 'objects' then format(' and h.object_type = %L', t.object_type) else '' end
            ), e'\nunion all\n' order by t.object_type
        )
        from (
            select
                r.object_type, array_agg(r.rule order by r.n) as rules, string_agg(r.condition, ', ' order by r.n) as conditions,
                string_agg(format('when %s then (%s)::text', r.n, r.value_sql), ' ' order by r.n) as found_values,
                string_agg(format('when %s then (%s)::text', r.n, r.other_sql), ' ' order by r.n) as found_others
            from (
                select l.*, row_number() over (partition by l.object_type order by l.rule) as n
                from estate.check_rules_live() as l
                where p_rules is null or l.rule = any (p_rules)
            ) as r
            group by r.object_type
        ) as t
        cross join estate.check_source(t.object_type) as s
        where s.rows_name <> 'objects' or exists (select from estate.objects as o where o.object_type = t.object_type)
    );
begin
    return (
        select 'with ' || string_agg(
            format(
                '%s as materialized (select f.* from %s as f%s)', s.rows_name, s.facts,
                case when p_all then '' else ' where f.house_id = any ($1)' end
            ), ', '
        )
        from unnest(array['house', 'entrance', 'premise', 'object']) as t (kind)
        cross join estate.check_source(t.kind) as s
    ) || e'\n' || v_rules;
end
$$;
comment on function estate.check_statement(text[], boolean) is 'One statement that finds everything the rules look for
@internal';
