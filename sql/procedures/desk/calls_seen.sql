create function desk.calls_seen(
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
/* The journal is of the whole company. Asked by cabinet.refs_seen. */
begin
    return query
    select c.call_id, c.phone, null::integer
    from desk.calls as c
    where c.call_id = any (p_ids) and people.sees_all();
end
$$;
comment on function desk.calls_seen(bigint[]) is 'Which of these calls the acting person may open
@internal';
