create function estate.finding_demand(
    p_finding lib.finding_ref,
    p_version integer default null
)
returns estate.check_findings
language plpgsql
volatile
as $$
/* Holds an open finding for a change. Errors: forbidden, not_found, finding_cleared (409), finding_changed (409). */
declare
    v_finding estate.check_findings;
begin
    perform people.office_demand(array['supervisor']);
    select f.* into v_finding from estate.check_findings as f where f.finding_id = p_finding for no key update;
    if v_finding.finding_id is null then
        perform cabinet.refuse('not_found');
    elsif v_finding.cleared_at is not null then
        perform cabinet.refuse('finding_cleared', p_goto => 'check');
    elsif v_finding.version <> p_version then
        perform cabinet.refuse('finding_changed', p_goto => 'check');
    end if;
    return v_finding;
end
$$;
comment on function estate.finding_demand(lib.finding_ref, integer) is 'Holds an open finding for a change
@internal';
