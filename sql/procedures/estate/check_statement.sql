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
Facts of houses, entrances, premises and objects are read once, every rule is one scan over them. p_rules: only these. What a
supervisor types stands in it as quoted values alone; predicates come from those who deploy. Null when there is no rule to judge.
*/
declare
    v_rules text := (
        select string_agg(
            format(
                'select %L::text as rule, h.house_id, %s as subject_id, (%s)::text as "value", (%s)::text as other from %s as h where %s%s',
                r.rule, s.subject, r.value_sql, coalesce(r.other_sql, 'null'), s.rows_name,
                case when s.rows_name = 'objects' then format('h.object_type = %L and ', r.object_type) else '' end, r.condition
            ), e'\nunion all\n' order by r.rule
        )
        from estate.check_rules_live() as r
        cross join estate.check_source(r.object_type) as s
        where
            (p_rules is null or r.rule = any (p_rules))
            and (s.rows_name <> 'objects' or exists (select from estate.objects as o where o.object_type = r.object_type))
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
