create function people.staff_hire(
    p_user lib.user_ref,
    p_position lib.title,
    p_capacity integer default 8,
    p_from date default null,
    p_specializations text[] default '{}',
    p_permit_until date default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Makes a person a member of staff with their trades; p_permit_until for trades that need a permit. Returns the staff id.
Who was dismissed before is taken on again. Errors: not_found.
*/
declare
    v_staff bigint;
    v_from date := coalesce(p_from, people.today());
begin
    perform people.office_demand('{supervisor,admin}');
    insert into people.staff as s (user_id, name, position, capacity, employed)
    select u.user_id, u.name, trim(p_position), p_capacity, daterange(v_from, null)
    from people.users as u
    where u.user_id = p_user and u.blocked_at is null
    on conflict (user_id) do update
    set position = excluded.position, capacity = excluded.capacity,
        employed = daterange(least(lower(s.employed), v_from), null)
    returning staff_id into v_staff;
    if v_staff is null then
        perform cabinet.refuse('not_found', p_field => 'p_user');
    elsif exists (
        select from unnest(p_specializations) as t (t)
        where not exists (select from people.specializations as k where k.specialization = t.t)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_specializations');
    end if;
    insert into people.staff_specializations as t (staff_id, specialization, permit_until)
    select v_staff, k.specialization, null
    from people.specializations as k
    where k.specialization = any (p_specializations)
    on conflict (staff_id, specialization) do nothing;
    if p_permit_until is not null then
        perform people.permit_put(v_staff, k.specialization, p_permit_until, p_issued_on => least(v_from, p_permit_until))
        from people.specializations as k
        where k.specialization = any (p_specializations) and k.permit_required
        order by k.specialization;
    end if;
    return v_staff;
end
$$;
comment on function people.staff_hire(lib.user_ref, lib.title, integer, date, text[], date) is
'Makes a person a member of staff
@decides';
