create function talk.notices_seen(
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
    select n.notice_id, n.body, null::integer
    from talk.notices as n
    where n.notice_id = any (p_ids) and n.user_id = people.me();
end
$$;
comment on function talk.notices_seen(bigint[]) is 'Which of these notices the acting person may open
@internal';
