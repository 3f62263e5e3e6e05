create function estate.check_rules_live()
returns table (
    rule text,
    object_type text,
    condition text,
    value_sql text,
    other_sql text
)
language plpgsql
stable
rows 100
as $$
/*
The rules that are judged, each as expressions over h: active ones of active fields; those made out of a field while the
field demands it still, with what it demands now. A declarative rule that cannot be written is left out.
*/
begin
    return query
    select
        r.rule, r.object_type,
        case r.kind
            when 'sql' then '(' || r.predicate || ')'
            else estate.condition_sql(
                r.object_type, r.attribute, r.operator, case when not r.derived then r.operand else d.operand end,
                r.operand_attribute
            )
        end,
        coalesce('(' || r.value_sql || ')', format('h."values" ->> %L', r.attribute)),
        case
            when r.other_sql is not null then '(' || r.other_sql || ')'
            when r.operand_attribute is not null then format('h."values" ->> %L', r.operand_attribute)
            else format('%L', case when not r.derived then r.operand when r.operator in ('<', '>') then d.operand end)
        end
    from estate.check_rules as r
    join estate.object_types as t on t.object_type = r.object_type and t.active
    left join estate.attributes as a on a.object_type = r.object_type and a.code = r.attribute and a.active
    left join estate.object_types as c on r.rule = 'house_' || c.object_type || '_counted' and c.active
    cross join lateral (
        select
            case r.operator
                when '<' then trim_scale(a.minimum)::text when '>' then trim_scale(a.maximum)::text
                when 'not_matches' then a.pattern
            end as operand,
            case r.operator
                when 'missing' then a.required when '<' then a.minimum is not null when '>' then a.maximum is not null
                when 'not_matches' then a.pattern is not null when 'not_in_options' then a.kind in ('option', 'options')
                else c.counted_by = r.attribute
            end as demanded
    ) as d
    where
        r.active and (not r.derived or d.demanded)
        and (r.kind = 'sql' or (a.code is not null and (
            r.operand_attribute is null
            or exists (
                select from estate.attributes as b
                where b.object_type = r.object_type and b.code = r.operand_attribute and b.active
            )
        )))
    order by r.rule;
end
$$;
comment on function estate.check_rules_live() is 'The rules that are judged, as expressions
@internal';
