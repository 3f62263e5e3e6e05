create function people.shifts_seen(
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
/* The roster is of the whole company; all staff read it (a colleague's shift is named in an exchange). Asked by cabinet.refs_seen. */
begin
    return query
    select d.shift_id, s.name || ' · ' || people.hours_said(d.during), null::integer
    from people.duty_shifts as d
    join people.staff as s on s.staff_id = d.staff_id
    where d.shift_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function people.shifts_seen(bigint[]) is 'Which of these shifts the acting person may open
@internal';
