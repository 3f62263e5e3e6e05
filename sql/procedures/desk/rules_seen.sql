create function desk.rules_seen(
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
/* Of the company. Asked by cabinet.refs_seen. */
begin
    return query
    select r.rule_id, coalesce(r.note, s.name::text), null::integer
    from desk.routing_rules as r
    join people.staff as s on s.staff_id = r.staff_id
    where r.rule_id = any (p_ids) and people.sees_all();
end
$$;
comment on function desk.rules_seen(bigint[]) is 'Which of these routing rules the acting person may open
@internal';
