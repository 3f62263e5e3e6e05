create function estate.finding_change_put(
    p_finding estate.check_findings,
    p_old text,
    p_new text,
    p_reason text
)
returns void
language sql
volatile
as $$
/* An exception made or taken back, in the history of exceptions. */
select cabinet.rule_change_put(
    'check_findings', p_finding.finding_id::text,
    h.street || ', ' || h.number || '. ' || estate.finding_said(p_finding.rule, p_finding."value", p_finding.other),
    p_old, p_new, p_reason
)
from estate.houses as h
where h.house_id = p_finding.house_id
$$;
comment on function estate.finding_change_put(estate.check_findings, text, text, text) is 'An exception in the history
@internal';
