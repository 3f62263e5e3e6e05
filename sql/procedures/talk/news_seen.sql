create function talk.news_seen(
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
/* For who writes them. Asked by cabinet.refs_seen. */
begin
    return query
    select n.news_id, n.title::text, null::integer
    from talk.news as n
    where n.news_id = any (p_ids) and people.sees_all();
end
$$;
comment on function talk.news_seen(bigint[]) is 'Which of these news the acting person may open
@internal';
