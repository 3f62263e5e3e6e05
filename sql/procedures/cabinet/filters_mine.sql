create function cabinet.filters_mine(
    p_page text
)
returns table (
    filter_id bigint,
    block text,
    name text,
    query text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Saved filters of the acting person on a page of this cabinet. */
begin
    return query
    select f.filter_id, f.block, f.name, f.query
    from cabinet.saved_filters as f
    where f.user_id = people.me() and f.cabinet = people.my_cabinet() and f.page = p_page
    order by f.name;
end
$$;
comment on function cabinet.filters_mine(text) is 'Saved filters of the acting person on a page
@decides
@for cabinets';
