create function estate.check_compare(
    p_houses bigint[],
    p_without text[] default '{}'
)
returns table (
    changes estate.finding_change[],
    found bigint
)
language plpgsql
stable
as $$
/* What is found now against what stands: appeared, cleared, changed; and how much is found in all. p_without: rules left aside. */
declare
    v_rules text[] := case
        when p_without <> '{}' then array(select r.rule from estate.check_rules_live() as r where r.rule <> all (p_without))
    end;
begin
    return query execute
        'with found as materialized (' || estate.check_statement(v_rules, p_houses is null) || '),
        standing as (
            select f.* from estate.check_findings as f
            where f.cleared_at is null and ($1 is null or f.house_id = any ($1)) and f.rule <> all ($2)
        )
        select
            coalesce(array_agg((
                case when s.finding_id is null then ''appeared'' when n.rule is null then ''cleared'' else ''changed'' end,
                s.finding_id, coalesce(n.rule, s.rule), coalesce(n.house_id, s.house_id),
                coalesce(n.subject_id, s.object_id, s.entrance_id, s.premise_id), n."value", n.other
            )::estate.finding_change order by coalesce(n.house_id, s.house_id), coalesce(n.rule, s.rule),
                coalesce(n.subject_id, s.object_id, s.entrance_id, s.premise_id)) filter (
                where s.finding_id is null or n.rule is null or (s."value", s.other) is distinct from (n."value", n.other)
            ), ''{}''),
            count(n.rule)
        from found as n
        full join standing as s
            on s.rule = n.rule and s.house_id = n.house_id and coalesce(s.object_id, s.entrance_id, s.premise_id, 0) = coalesce(n.subject_id, 0)'
    using p_houses, p_without;
end
$$;
comment on function estate.check_compare(bigint[], text[]) is 'What is found now against what stands
@internal';
