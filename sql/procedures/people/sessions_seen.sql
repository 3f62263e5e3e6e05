create function people.sessions_seen(
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
/* Ones own. Asked by cabinet.refs_seen. */
begin
    return query
    select s.session_id, s.device, null::integer
    from people.my_sessions() as s
    where s.session_id = any (p_ids);
end
$$;
comment on function people.sessions_seen(bigint[]) is 'Which of these devices the acting person may open
@internal';
