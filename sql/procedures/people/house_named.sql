create function people.house_named(
    p_house bigint,
    p_slug text
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
/* The address of a house by its id or the name of its page. */
begin
    return query
    select h.house_id, h.address
    from estate.houses as h
    where h.house_id = p_house or (p_house is null and h.slug = p_slug);
end
$$;
comment on function people.house_named(bigint, text) is 'The address of a house
@decides';
