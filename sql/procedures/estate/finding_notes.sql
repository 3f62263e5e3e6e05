create function estate.finding_notes(
    p_house bigint,
    p_object_type text default 'house',
    p_id bigint default null
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
/*
What the check found in a house, or in an entrance, a premise or an object of it, {code of the field: sentences}, in the
reader's language.
*/
begin
    return coalesce((
        select jsonb_object_agg(n.attribute, n.said)
        from (
            select
                w.attribute, string_agg(estate.finding_said(f.rule, f."value", f.other), '. ' order by r.position) as said
            from estate.check_findings as f
            join estate.check_rules as r on r.rule = f.rule
            cross join lateral (select estate.finding_field(f, r.attribute) as attribute) as w
            where
                f.house_id = p_house and r.object_type = p_object_type
                and coalesce(f.object_id, f.entrance_id, f.premise_id) is not distinct from p_id
                and f.cleared_at is null and f.excused_at is null
            group by w.attribute
        ) as n
    ), '{}');
end
$$;
comment on function estate.finding_notes(bigint, text, bigint) is 'What the check found, by field';
