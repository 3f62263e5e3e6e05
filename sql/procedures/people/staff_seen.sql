create function people.staff_seen(
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
/* Colleagues know each other. Asked by cabinet.refs_seen. */
begin
    return query
    select s.staff_id, s.name::text, null::integer
    from people.staff as s
    where s.staff_id = any (p_ids) and people.me() is not null and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function people.staff_seen(bigint[]) is 'Which of these staff the acting person may open
@internal';
