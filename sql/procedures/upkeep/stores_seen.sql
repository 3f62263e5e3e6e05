create function upkeep.stores_seen(
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
/* Stores that the acting person may use. Asked by cabinet.refs_seen. */
begin
    return query
    select s.store_id, s.title::text, null::integer
    from upkeep.stores as s
    where s.store_id = any (p_ids) and people.me() is not null and upkeep.store_mine(s);
end
$$;
comment on function upkeep.stores_seen(bigint[]) is 'Which of these stores the acting person may open
@internal';
