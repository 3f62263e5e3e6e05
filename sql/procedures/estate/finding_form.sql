create function estate.finding_form(
    p_finding estate.check_findings,
    p_attribute text
)
returns text
language sql
stable
as $$
/* The form where a finding is mended, its field in focus; from there it goes on to the next one. */
select case
    when (p_finding).object_id is not null then 'object_edit?object=' || (p_finding).object_id
    when (p_finding).entrance_id is not null then 'entrance_edit?entrance=' || (p_finding).entrance_id
    when (p_finding).premise_id is not null then 'premise_edit?premise=' || (p_finding).premise_id
    else 'house_edit?house=' || (p_finding).house_id
end || '&_focus=' || estate.finding_field(p_finding, p_attribute) || '&next=' || (p_finding).finding_id
$$;
comment on function estate.finding_form(estate.check_findings, text) is 'The form where a finding is mended';
