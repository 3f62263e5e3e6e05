create function people.contractors_seen(
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
/* Contractors are the business of who sees the whole company. Asked by cabinet.refs_seen. */
begin
    return query
    select c.contractor_id, c.name::text, null::integer
    from people.contractors as c
    where c.contractor_id = any (p_ids) and people.sees_all();
end
$$;
comment on function people.contractors_seen(bigint[]) is 'Which of these contractors the acting person may open
@internal';
