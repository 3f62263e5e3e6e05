create function upkeep.crews_seen(
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
/* Asked by cabinet.refs_seen. */
begin
    return query
    select x.crew_id, (x.name)::text, null::integer
    from upkeep.crews as x
    where x.crew_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function upkeep.crews_seen(bigint[]) is 'Which of these crews the acting person may open
@internal';
