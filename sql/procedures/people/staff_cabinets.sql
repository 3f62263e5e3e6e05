create function people.staff_cabinets(
    p_staff lib.staff_ref
)
returns table (
    user_id bigint,
    cabinet text,
    title text,
    blocked boolean,
    last_seen_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Cabinets of a staff member. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    select u.user_id, c.cabinet, coalesce(t.text, c.title), u.blocked_at is not null,
        (select max(s.last_seen_at) from people.sessions as s where s.user_id = u.user_id)
    from people.staff as w
    join people.users as u on u.user_id = w.user_id
    left join people.user_cabinets as uc on uc.user_id = u.user_id
    left join cabinet.cabinets as c on c.cabinet = uc.cabinet
    left join cabinet.texts as t on t.key = c.cabinet and t.language = lib.language()
    where w.staff_id = p_staff
    order by c.menu;
end
$$;
comment on function people.staff_cabinets(lib.staff_ref) is 'Cabinets of a staff member
@decides';
