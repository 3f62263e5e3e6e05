create function estate.check_rule_said(
    p_rule text,
    p_pattern text default null,
    p_values jsonb default '{}'
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* The title of a rule (or p_pattern), its {field} and {pattern} filled by the field it looks at, in the reader's language. */
begin
    return (
        select lib.pattern_fill(
            coalesce(p_pattern, case when lib.language() = 'en' then coalesce(r.title_en, r.title) else r.title end),
            jsonb_build_object(
                'field', coalesce(case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end, r.attribute),
                'pattern', coalesce(estate.attribute_pattern(a), a.pattern)
            ) || p_values
        )
        from estate.check_rules as r
        left join estate.attributes as a on a.object_type = r.object_type and a.code = r.attribute
        where r.rule = p_rule
    );
end
$$;
comment on function estate.check_rule_said(text, text, jsonb) is 'The title of a rule in words';
