create function people.swap_confirm(
    p_swap lib.swap_ref,
    p_confirm boolean default true
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The manager or supervisor confirms an exchange that both agreed to, or refuses it; nobody confirms their own. Locks: absences,
shifts in id order, staff in id order. Errors: not_found, leave_own, swap_decided, shift_begun, shift_overlap, booking_busy.
*/
declare
    v_swap people.shift_swaps;
    v_shift people.duty_shifts;
    v_return people.duty_shifts;
begin
    perform people.office_demand('{supervisor,manager}');
    perform people.absence_lock();
    select w.* into v_swap from people.shift_swaps as w where w.swap_id = p_swap for update;
    if v_swap.swap_id is null or not people.staff_mine(v_swap.from_staff_id) then
        perform cabinet.refuse('not_found', p_field => 'p_swap');
    elsif people.my_staff() in (v_swap.from_staff_id, v_swap.to_staff_id) then
        perform cabinet.refuse('leave_own');
    elsif v_swap.state <> 'agreed' then
        perform cabinet.refuse('swap_decided');
    end if;
    if p_confirm then
        perform from people.duty_shifts as d
        where d.shift_id in (v_swap.shift_id, v_swap.return_shift_id)
        order by d.shift_id
        for update;
        perform from people.staff as s
        where s.staff_id in (v_swap.from_staff_id, v_swap.to_staff_id)
        order by s.staff_id
        for no key update;
        select d.* into v_shift from people.duty_shifts as d where d.shift_id = v_swap.shift_id;
        select d.* into v_return from people.duty_shifts as d where d.shift_id = v_swap.return_shift_id;
        if v_shift.staff_id is distinct from v_swap.from_staff_id
            or v_return.shift_id is not null and v_return.staff_id is distinct from v_swap.to_staff_id
        then
            perform cabinet.refuse('swap_decided');
        elsif lower(v_shift.during) <= lib.moment() or lower(v_return.during) <= lib.moment() then
            perform cabinet.refuse('shift_begun');
        elsif v_shift.during && v_return.during or exists (
            select from people.duty_shifts as d
            where
                d.shift_id is distinct from v_shift.shift_id and d.shift_id is distinct from v_return.shift_id
                and (
                    d.staff_id = v_swap.to_staff_id and d.during && v_shift.during
                    or d.staff_id = v_swap.from_staff_id and d.during && v_return.during
                )
        ) or exists (
            select from people.leaves as l
            where
                l.staff_id = v_swap.to_staff_id
                and l.during && daterange(lower(v_shift.during)::date, upper(v_shift.during)::date, '[]')
        ) then
            perform cabinet.refuse('shift_overlap');
        end if;
        perform people.booking_release('shift', v_shift.shift_id);
        perform people.booking_release('shift', v_return.shift_id);
        update people.duty_shifts as d set staff_id = v_swap.to_staff_id where d.shift_id = v_shift.shift_id;
        update people.duty_shifts as d set staff_id = v_swap.from_staff_id where d.shift_id = v_return.shift_id;
        if not v_shift.on_call then
            perform people.booking_take(array[v_swap.to_staff_id], v_shift.during, 'shift', v_shift.shift_id);
        end if;
        if not v_return.on_call then
            perform people.booking_take(array[v_swap.from_staff_id], v_return.during, 'shift', v_return.shift_id);
        end if;
    else
        select d.* into v_shift from people.duty_shifts as d where d.shift_id = v_swap.shift_id;
    end if;
    update people.shift_swaps as w
    set state = case when p_confirm then 'confirmed' else 'refused' end, decided_at = lib.moment(), decided_by = people.me()
    where w.swap_id = p_swap;
    perform talk.event_raise('swap_done', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
        'hours', people.hours_said(v_shift.during),
        'outcome', cabinet.said('phrase.swap_outcome.' || case when p_confirm then 'confirmed' else 'declined' end)))
    from people.staff as s
    where s.staff_id in (v_swap.from_staff_id, v_swap.to_staff_id);
end
$$;
comment on function people.swap_confirm(lib.swap_ref, boolean) is 'Confirms or refuses an exchange of shifts
@decides';
