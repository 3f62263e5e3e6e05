create function people.zone_manager_set(
    p_zone lib.zone_ref,
    p_staff lib.staff_ref,
    p_from date,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Makes a staff member the responsible manager of a zone from a day on; the one before ends the day before.
Errors: not_found, manager_past (422), rule_reason_required (422).
*/
declare
    v_before text;
    v_name text;
    v_zone text;
begin
    perform people.office_demand(array['supervisor']);
    select z.name into v_zone from estate.zones as z where z.zone_id = p_zone for update;
    select s.name into v_name from people.staff as s where s.staff_id = p_staff and s.employed @> p_from;
    if v_zone is null or v_name is null then
        perform cabinet.refuse('not_found');
    end if;
    if p_from < people.today() then
        perform cabinet.refuse('manager_past', p_field => 'p_from');
    end if;
    select s.name
    into v_before
    from people.zone_managers as m
    join people.staff as s on s.staff_id = m.staff_id
    where m.zone_id = p_zone and m.during @> p_from;
    delete from people.zone_managers as m where m.zone_id = p_zone and lower(m.during) >= p_from;
    update people.zone_managers as m
    set during = daterange(lower(m.during), p_from)
    where m.zone_id = p_zone and m.during @> p_from;
    insert into people.zone_managers (zone_id, staff_id, during) values (p_zone, p_staff, daterange(p_from, null));
    insert into people.user_cabinets (user_id, cabinet)
    select s.user_id, 'manager' from people.staff as s where s.staff_id = p_staff
    on conflict (user_id, cabinet) do nothing;
    perform cabinet.rule_change_put(
        'zones', p_zone::text, v_zone, v_before, v_name || ' с ' || to_char(p_from, 'DD.MM.YYYY'), p_reason
    );
end
$$;
comment on function people.zone_manager_set(lib.zone_ref, lib.staff_ref, date, text) is
'Makes a staff member the responsible manager of a zone from a day on
@decides';
