create function people.leaves_seen(
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
/* Requests of oneself and of those one decides for. Asked by cabinet.refs_seen. */
begin
    return query
    select r.leave_request_id, s.name || ' · ' || people.days_said(r.during), null::integer
    from people.leave_requests as r
    join people.staff as s on s.staff_id = r.staff_id
    where r.leave_request_id = any (p_ids) and people.me() is not null
        and people.my_scope() in ('sees_all', 'sees_houses') and people.staff_mine(r.staff_id);
end
$$;
comment on function people.leaves_seen(bigint[]) is 'Which of these requests the acting person may open
@internal';
