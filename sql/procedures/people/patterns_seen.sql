create function people.patterns_seen(
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
/* Patterns are of the whole company. Asked by cabinet.refs_seen. */
begin
    return query
    select p.duty_pattern_id, p.title::text, null::integer
    from people.duty_patterns as p
    where p.duty_pattern_id = any (p_ids) and people.sees_all();
end
$$;
comment on function people.patterns_seen(bigint[]) is 'Which of these patterns the acting person may open
@internal';
