create function estate.finding_excuse_drop(
    p_finding lib.finding_ref,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes an exception back: the finding counts again. Errors: not_found, finding_cleared, finding_changed, finding_not_excused. */
declare
    v_finding estate.check_findings := estate.finding_demand(p_finding, p_version);
begin
    if v_finding.excused_at is null then
        perform cabinet.refuse('finding_not_excused', p_goto => 'check');
    end if;
    update estate.check_findings as f
    set excused_at = null, excused_by = null, excuse = null, version = f.version + 1
    where f.finding_id = p_finding;
    perform estate.finding_change_put(
        v_finding, v_finding.excuse, null, cabinet.said('phrase.check_excuse_dropped', p_language => 'ru')
    );
    perform estate.check_days_put(array[v_finding.house_id]);
end
$$;
comment on function estate.finding_excuse_drop(lib.finding_ref, integer) is 'Takes an exception back
@decides';
