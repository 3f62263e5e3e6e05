create function people.staff_block(
    p_staff lib.staff_ref,
    p_reason text,
    p_dismiss boolean default false
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Closes the sign-in of a staff member at once and hands his open orders over by routing; with p_dismiss his employment ends
today. Returns how many orders went over. Errors: not_found, staff_block_self (409), rule_reason_required (422).
*/
declare
    v_staff people.staff;
begin
    perform people.office_demand(array['supervisor']);
    perform from desk.orders as o where o.assignee_id = p_staff and o.open order by o.order_id for update;
    select * into v_staff from people.staff as s where s.staff_id = p_staff for update;
    if v_staff.staff_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if v_staff.user_id = people.me() then
        perform cabinet.refuse('staff_block_self');
    end if;
    update people.users as u set blocked_at = lib.moment() where u.user_id = v_staff.user_id and u.blocked_at is null;
    update people.sessions as s
    set revoked_at = lib.moment()
    where s.user_id = v_staff.user_id and s.revoked_at is null;
    if p_dismiss then
        update people.staff as s
        set employed = daterange(lower(s.employed), greatest(lib.moment()::date, lower(s.employed) + 1))
        where s.staff_id = p_staff;
        update people.zone_managers as m
        set during = daterange(lower(m.during), greatest(lib.moment()::date, lower(m.during)))
        where m.staff_id = p_staff and m.during @> lib.moment()::date;
        update people.staff_scopes as c
        set during = c.during * daterange(null, greatest(lib.moment()::date, lower(c.during)))
        where c.staff_id = p_staff and c.during @> lib.moment()::date;
        delete from people.duty_shifts as d where d.staff_id = p_staff and lower(d.during) > lib.moment();
        perform upkeep.staff_away(p_staff, tstzrange(lib.moment(), null), p_reason);
        delete from people.bookings as b where b.staff_id = p_staff and lower(b.during) > lib.moment();
    end if;
    perform cabinet.rule_change_put(
        'staff', p_staff::text, v_staff.name, 'работает',
        case when p_dismiss then 'уволен' else 'вход закрыт' end, p_reason
    );
    return desk.staff_reroute(p_staff, p_reason);
end
$$;
comment on function people.staff_block(lib.staff_ref, text, boolean) is
'Closes the sign-in of a staff member and hands the open orders over
@decides';
