create function estate.house_options(
    p_house lib.house_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
set search_path = ''
as $$
/* Houses by part of the address; without one the first two hundred, so that a filter has something to choose. */
begin
    return query
    select h.house_id::text, h.street || ', ' || h.number
    from estate.houses as h
    where
        h.house_id = p_house
        or coalesce(p_search, '') = ''
        or h.search like all (
            select '%' || w.word || '%'
            from regexp_split_to_table(lower(replace(p_search, 'ё', 'е')), '[\s,]+') as w (word))
    order by h.house_id is distinct from p_house, h.street, h.number
    limit 200;
end
$$;
comment on function estate.house_options(lib.house_ref, text) is 'Houses by part of the address, as a field offers them';
