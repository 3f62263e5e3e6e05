create function people.house_search(
    p_search text
)
returns table (
    house_id bigint,
    address text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Addresses of managed houses by street and number, for who has not signed in: nothing else of a house. */
begin
    return query
    select h.house_id, h.address
    from estate.houses as h
    where h.search like '%' || replace(
        lower(replace(trim(regexp_replace(coalesce(p_search, ''), '[,\s%_\\]+', ' ', 'g')), 'ё', 'е')), ' ', '%'
    ) || '%'
    order by h.street, h.number, h.house_id
    limit 20;
end
$$;
comment on function people.house_search(text) is 'Addresses of managed houses by what is typed
@decides';
