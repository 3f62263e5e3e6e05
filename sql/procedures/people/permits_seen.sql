create function people.permits_seen(
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
/* Permits of those one decides for. Asked by cabinet.refs_seen. */
begin
    return query
    select p.permit_id, s.name || ' · ' || lower(left(p.title, 1)) || substr(p.title, 2), null::integer
    from people.permits as p
    join people.staff as s on s.staff_id = p.staff_id
    where p.permit_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses')
        and people.staff_mine(p.staff_id);
end
$$;
comment on function people.permits_seen(bigint[]) is 'Which of these permits the acting person may open
@internal';
