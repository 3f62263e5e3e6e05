create function estate.finding_excuse(
    p_finding lib.finding_ref,
    p_reason text,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
An exception with its reason: the finding counts no more, as long as the value stays. Errors: not_found, finding_cleared,
finding_changed, finding_excused, rule_reason_required.
*/
declare
    v_finding estate.check_findings := estate.finding_demand(p_finding, p_version);
begin
    if v_finding.excused_at is not null then
        perform cabinet.refuse('finding_excused', p_goto => 'check?state=excused');
    end if;
    update estate.check_findings as f
    set excused_at = lib.moment(), excused_by = people.me(), excuse = trim(p_reason), version = f.version + 1
    where f.finding_id = p_finding and trim(p_reason) <> '';
    if not found then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    perform estate.finding_change_put(v_finding, null, trim(p_reason), p_reason);
    perform estate.check_days_put(array[v_finding.house_id]);
end
$$;
comment on function estate.finding_excuse(lib.finding_ref, text, integer) is 'An exception with its reason
@decides';
