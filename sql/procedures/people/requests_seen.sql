create function people.requests_seen(
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
/* The office decides on them. Asked by cabinet.refs_seen. */
begin
    return query
    select r.request_id, r.name::text, null::integer
    from people.join_requests as r
    where r.request_id = any (p_ids) and people.sees_all();
end
$$;
comment on function people.requests_seen(bigint[]) is 'Which of these requests to join the acting person may open
@internal';
