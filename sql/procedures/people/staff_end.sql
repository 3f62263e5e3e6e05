create function people.staff_end(
    p_staff bigint,
    p_last_day date,
    p_reason text
)
returns bigint
language plpgsql
volatile
as $$
/*
The work of a person ends with a day: shifts go to who can stand in, planned works to the crew or another time, what the person carries
to the warehouse, open orders by routing; places, crews and zones end. Returns how many orders. Errors: not_found.
*/
declare
    v_ahead tstzrange := tstzrange(greatest(
        (p_last_day + 1)::timestamp at time zone coalesce(cabinet.setting('time_zone'), 'Europe/Moscow'), lib.moment()), null);
begin
    perform people.absence_hold(p_staff, v_ahead);
    update people.staff as s
    set employed = daterange(least(lower(s.employed), p_last_day), p_last_day + 1)
    where s.staff_id = p_staff;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    end if;
    update people.staff_scopes as c set during = c.during * daterange(null, p_last_day + 1) where c.staff_id = p_staff;
    update people.zone_managers as m set during = m.during * daterange(null, p_last_day + 1) where m.staff_id = p_staff;
    delete from upkeep.crew_members as c where c.staff_id = p_staff and lower(c.during) > p_last_day;
    update upkeep.crew_members as c set during = c.during * daterange(null, p_last_day + 1) where c.staff_id = p_staff;
    perform people.shifts_give(p_staff, v_ahead);
    perform upkeep.staff_away(p_staff, v_ahead, p_reason);
    perform upkeep.store_hand_over(p_staff, p_reason);
    delete from people.bookings as b where b.staff_id = p_staff and lower(b.during) >= lower(v_ahead);
    return desk.staff_reroute(p_staff, p_reason);
end
$$;
comment on function people.staff_end(bigint, date, text) is 'The work of a person ends with a day, and all they had goes to others
@internal';
