create function people.staff_edit(
    p_staff lib.staff_ref,
    p_position text,
    p_capacity smallint,
    p_trades text[],
    p_reason text,
    p_permit_until date default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes position, capacity and trades of a staff member. p_permit_until counts for the trades that need a permit; without it
they keep what they had. Errors: not_found, staff_permit (422), staff_capacity (422), rule_reason_required (422).
*/
declare
    v_old people.staff;
    v_before text;
    v_after text;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_old from people.staff as s where s.staff_id = p_staff for update;
    if v_old.staff_id is null or exists (
        select from unnest(p_trades) as t (code)
        where not exists (select from people.specializations as s where s.specialization = t.code)
    ) then
        perform cabinet.refuse('not_found');
    end if;
    if p_capacity not between 0 and 100 then
        perform cabinet.refuse('staff_capacity', p_field => 'p_capacity');
    end if;
    select string_agg(t.specialization, ', ' order by t.specialization)
    into v_before
    from people.staff_specializations as t
    where t.staff_id = p_staff;
    delete from people.staff_specializations as t
    where t.staff_id = p_staff and not t.specialization = any (p_trades);
    insert into people.staff_specializations (staff_id, specialization, permit_until)
    select p_staff, s.specialization, null
    from people.specializations as s
    where s.specialization = any (p_trades)
    on conflict (staff_id, specialization) do nothing;
    -- a permit that is named for the first time, or a longer one, is a permit of its own
    perform people.permit_put(p_staff, t.specialization, p_permit_until)
    from people.staff_specializations as t
    join people.specializations as s on s.specialization = t.specialization and s.permit_required
    where t.staff_id = p_staff and p_permit_until > coalesce(t.permit_until, '-infinity');
    if exists (
        select from people.staff_specializations as t
        join people.specializations as s on s.specialization = t.specialization and s.permit_required
        where t.staff_id = p_staff and t.permit_until is null
    ) then
        perform cabinet.refuse('staff_permit', p_field => 'p_permit_until');
    end if;
    update people.staff as s
    set "position" = trim(p_position), capacity = p_capacity
    where s.staff_id = p_staff;
    select string_agg(t.specialization, ', ' order by t.specialization)
    into v_after
    from people.staff_specializations as t
    where t.staff_id = p_staff;
    perform cabinet.rule_change_put(
        'staff', p_staff::text, v_old.name,
        concat_ws('; ', v_old."position", v_old.capacity, v_before),
        concat_ws('; ', trim(p_position), p_capacity, v_after), p_reason
    );
end
$$;
comment on function people.staff_edit(lib.staff_ref, text, smallint, text[], text, date) is
'Changes position, capacity and trades of a staff member
@decides';
