create function people.swaps_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Exchanges of oneself and of those one decides for. Asked by cabinet.refs_seen. */
begin
    return query
    select w.swap_id, lib.person_short(s.name) || ' → ' || lib.person_short(t.name) || ' · ' || people.hours_said(d.during), null::integer
    from people.shift_swaps as w
    join people.staff as s on s.staff_id = w.from_staff_id
    join people.staff as t on t.staff_id = w.to_staff_id
    join people.duty_shifts as d on d.shift_id = w.shift_id
    where w.swap_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses')
        and (people.my_staff() in (w.from_staff_id, w.to_staff_id) or people.staff_mine(w.from_staff_id));
end
$$;
comment on function people.swaps_seen(bigint[]) is 'Which of these exchanges the acting person may open
@internal';
