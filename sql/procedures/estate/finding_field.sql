create function estate.finding_field(
    p_finding estate.check_findings,
    p_attribute text
)
returns text
language sql
stable
as $$
/* The field where a finding is mended: of a rule that asks for several together the first that is empty, else its attribute. */
select coalesce((
    select c.code
    from estate.check_rules as r
    cross join lateral unnest(estate.fields_asked(r.fields)) with ordinality as c (code, n)
    where
        r.rule = (p_finding).rule and r.fields is not null
        and estate.passport((p_finding).house_id) ->> c.code is null
    order by c.n
    limit 1
), p_attribute)
$$;
comment on function estate.finding_field(estate.check_findings, text) is 'The field where a finding is mended';
