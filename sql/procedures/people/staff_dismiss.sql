create function people.staff_dismiss(
    p_staff lib.staff_ref,
    p_last_day date default null,
    p_reason text default 'Исполнитель уволен'
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Ends the work of a person after p_last_day; open orders are routed anew at once. Returns how many. Errors: not_found. */
declare
    v_last date := coalesce(p_last_day, people.today() - 1);
    v_count bigint;
begin
    perform people.office_demand('{supervisor,admin}');
    perform from desk.orders as o where o.assignee_id = p_staff and o.open order by o.order_id for update;
    update people.staff as s
    set employed = daterange(least(lower(s.employed), v_last), v_last + 1)
    where s.staff_id = p_staff;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    update people.staff_scopes as c set during = c.during * daterange(null, v_last + 1) where c.staff_id = p_staff;
    update people.zone_managers as m set during = m.during * daterange(null, v_last + 1) where m.staff_id = p_staff;
    perform upkeep.staff_away(p_staff, tstzrange((v_last + 1)::timestamptz, null), p_reason);
    v_count := desk.staff_reroute(p_staff, p_reason);
    return v_count;
end
$$;
comment on function people.staff_dismiss(lib.staff_ref, date, text) is 'Ends the work of a person and routes their orders anew
@decides';
