create function people.houses_seen(
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
/* Addresses are public for who joins; residents and staff of houses see theirs. Asked by cabinet.refs_seen. */
begin
    return query
    select h.house_id, h.street || ', ' || h.number, h.version
    from estate.houses as h
    where
        h.house_id = any (p_ids)
        and (
            people.my_scope() in ('sees_all', 'sees_public')
            or h.house_id in (select people.visible_houses())
        );
end
$$;
comment on function people.houses_seen(bigint[]) is 'Which of these houses the acting person may open
@internal';
