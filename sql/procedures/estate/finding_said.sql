create function estate.finding_said(
    p_rule text,
    p_value text,
    p_other text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* What is wrong, in the reader's language: «Этажей от 9 до 5: перепутаны». */
begin
    return (
        select estate.check_rule_said(
            r.rule, case when lib.language() = 'en' then coalesce(r.message_en, r.message) else r.message end,
            jsonb_build_object(
                'value', coalesce(estate.fact_said(r.object_type, r.attribute, p_value), '—'),
                'other', coalesce(estate.fact_said(r.object_type, coalesce(r.operand_attribute, r.attribute), p_other), '—')
            )
        )
        from estate.check_rules as r
        where r.rule = p_rule
    );
end
$$;
comment on function estate.finding_said(text, text, text) is 'What is wrong in words';
