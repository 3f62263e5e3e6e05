create function estate.check_statement(
    p_rules text[] default null,
    p_all boolean default true
)
returns text
language plpgsql
stable
as $$
/*
One statement that finds everything: rule, house_id, object_id, value, other. Its parameter $1 are the houses, unless p_all.
Facts of houses and objects are read once, every rule is one scan over them. p_rules: only these. What a supervisor types
stands in it as quoted values alone; predicates come from those who deploy. Null when there is no rule to judge.
*/
declare
    v_rules text := (
        select string_agg(
            format(
                'select %L::text as rule, h.house_id, %s as object_id, (%s)::text as "value", (%s)::text as other from %s as h where %s%s',
                r.rule, case when r.object_type = 'house' then 'null::bigint' else 'h.object_id' end, r.value_sql,
                coalesce(r.other_sql, 'null'), case when r.object_type = 'house' then 'houses' else 'objects' end,
                case when r.object_type = 'house' then '' else format('h.object_type = %L and ', r.object_type) end, r.condition
            ), e'\nunion all\n' order by r.rule
        )
        from estate.check_rules_live() as r
        where
            (p_rules is null or r.rule = any (p_rules))
            and (r.object_type = 'house' or exists (select from estate.objects as o where o.object_type = r.object_type))
    );
begin
    return 'with houses as materialized (select f.* from estate.house_facts as f'
        || case when p_all then '' else ' where f.house_id = any ($1)' end
        || '), objects as materialized (select f.* from estate.object_facts as f'
        || case when p_all then '' else ' where f.house_id = any ($1)' end
        || ')' || e'\n' || v_rules;
end
$$;
comment on function estate.check_statement(text[], boolean) is 'One statement that finds everything the rules look for
@internal';
