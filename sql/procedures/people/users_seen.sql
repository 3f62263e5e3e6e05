create function people.users_seen(
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
/* Whom one may see by name: people.contacts_for. Asked by cabinet.refs_seen. */
begin
    return query
    select c.user_id, c.name, null::integer
    from people.contacts_for(p_ids) as c;
end
$$;
comment on function people.users_seen(bigint[]) is 'Which of these persons the acting person may open
@internal';
