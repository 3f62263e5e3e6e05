create function people.swap_ask(
    p_shift lib.shift_ref,
    p_staff lib.staff_ref,
    p_return lib.shift_ref default null,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Asks a colleague to take one's shift ahead, perhaps for one of theirs (p_return). Errors: staff_only, not_found (not one's
shift, not their shift), shift_begun, swap_open (409: asked already).
*/
declare
    v_me bigint := people.my_staff();
    v_shift people.duty_shifts;
    v_swap bigint;
begin
    if v_me is null then
        perform cabinet.refuse('staff_only');
    end if;
    perform people.absence_lock();
    select d.* into v_shift from people.duty_shifts as d where d.shift_id = p_shift and d.staff_id = v_me for update;
    if v_shift.shift_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_shift');
    elsif lower(v_shift.during) <= lib.moment() then
        perform cabinet.refuse('shift_begun');
    elsif p_staff = v_me or not exists (
        select from people.staff as s where s.staff_id = p_staff and s.employed @> lower(v_shift.during)::date
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif p_return is not null and not exists (
        select from people.duty_shifts as d
        where d.shift_id = p_return and d.staff_id = p_staff and lower(d.during) > lib.moment()
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_return');
    elsif exists (
        select from people.shift_swaps as w where w.shift_id = p_shift and w.state in ('asked', 'agreed')
    ) then
        perform cabinet.refuse('swap_open');
    end if;
    insert into people.shift_swaps (shift_id, from_staff_id, to_staff_id, return_shift_id, note, created_at)
    values (p_shift, v_me, p_staff, p_return, nullif(trim(p_note), ''), lib.moment())
    returning swap_id into v_swap;
    perform talk.event_raise('swap_asked', t.staff_id, p_user => t.user_id, p_values => jsonb_build_object(
        'name', lib.person_short(f.name), 'hours', people.hours_said(v_shift.during)))
    from people.staff as t
    join people.staff as f on f.staff_id = v_me
    where t.staff_id = p_staff;
    return v_swap;
end
$$;
comment on function people.swap_ask(lib.shift_ref, lib.staff_ref, lib.shift_ref, text) is 'Asks a colleague to take a shift
@decides';
