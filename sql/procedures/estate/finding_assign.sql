create function estate.finding_assign(
    p_finding lib.finding_ref,
    p_staff lib.staff_ref,
    p_until date,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives a finding to an employee until a day; the nightly message tells them. Errors: not_found, finding_cleared, finding_changed,
finding_excused (409), finding_staff (422), finding_staff_house (422), finding_until (422).
*/
declare
    v_finding estate.check_findings := estate.finding_demand(p_finding, p_version);
begin
    if v_finding.excused_at is not null then
        perform cabinet.refuse('finding_excused', p_goto => 'check?state=excused');
    elsif not exists (
        select
        from people.staff as s
        join people.user_cabinets as c on c.user_id = s.user_id and c.cabinet in ('manager', 'operator', 'supervisor')
        where s.staff_id = p_staff and s.employed @> people.today()
    ) then
        perform cabinet.refuse('finding_staff', p_field => 'p_staff');
    elsif not exists (
        select
        from people.staff as s
        join people.sights as v on v.user_id = s.user_id and v.cabinet in ('manager', 'operator', 'supervisor')
        where s.staff_id = p_staff and (v.house_id = v_finding.house_id or num_nonnulls(v.house_id, v.premise_id, v.account_id) = 0)
    ) then
        perform cabinet.refuse('finding_staff_house', p_field => 'p_staff');
    elsif p_until < people.today() then
        perform cabinet.refuse('finding_until', p_field => 'p_until');
    end if;
    update estate.check_findings as f
    set
        staff_id = p_staff, due_on = p_until, version = f.version + 1,
        told_at = case when f.staff_id = p_staff then f.told_at end
    where f.finding_id = p_finding;
end
$$;
comment on function estate.finding_assign(lib.finding_ref, lib.staff_ref, date, integer) is 'Gives a finding to an employee
@decides';
