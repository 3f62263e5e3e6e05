create function upkeep.contractor_link(
    p_work lib.work_ref
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A link for the contractor who has this planned work: see it, mark the points, report, send the act, without an account. Returns
its address; it also goes to the firm by e-mail. Errors: not_found, contractor_none (409), contractor_address.
*/
declare
    v_address text := rtrim(cabinet.setting('public_address'), '/');
    v_user bigint;
begin
    perform people.office_demand('{supervisor,manager}');
    if not upkeep.work_actors(p_work) && '{manager}' then
        perform cabinet.refuse('not_found');
    end if;
    select s.user_id into v_user
    from upkeep.works as w
    join people.staff as s on s.staff_id = any (w.staff_ids) and s.employed @> people.today()
    join people.contractors as c on c.staff_id = s.staff_id
    where w.work_id = p_work and w.open
    order by c.contractor_id
    limit 1;
    if v_user is null then
        perform cabinet.refuse('contractor_none');
    elsif coalesce(v_address, '') = '' then
        perform cabinet.refuse('contractor_address');
    end if;
    perform talk.event_raise('contractor_task', p_work, p_user => v_user, p_values => upkeep.work_values(p_work));
    return v_address || '/go/' || people.link_issue(v_user, null, 'contractor', p_work);
end
$$;
comment on function upkeep.contractor_link(lib.work_ref) is 'A link for the contractor who has this planned work
@decides';
