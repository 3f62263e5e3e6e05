create function estate.check_condition_said(
    p_rule estate.check_rules
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* What a rule looks for: «Этажей, меньше всего > Этажей, больше всего»; the predicate of one in SQL. */
begin
    return (
        select case
            when p_rule.kind = 'sql' then p_rule.predicate
            else cabinet.said('phrase.check_operator.' || p_rule.operator, jsonb_build_object(
                'field', (
                    select case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end
                    from estate.attributes as a where a.object_type = p_rule.object_type and a.code = p_rule.attribute
                ),
                'other', coalesce((
                    select case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end
                    from estate.attributes as a where a.object_type = p_rule.object_type and a.code = p_rule.operand_attribute
                ), p_rule.operand, case when p_rule.derived then (
                    select case p_rule.operator
                        when '<' then trim_scale(a.minimum)::text when '>' then trim_scale(a.maximum)::text
                        when 'not_matches' then a.pattern
                    end
                    from estate.attributes as a where a.object_type = p_rule.object_type and a.code = p_rule.attribute
                ) end)
            ))
        end
    );
end
$$;
comment on function estate.check_condition_said(estate.check_rules) is 'What a rule looks for in words';
