create function estate.attributes_seen(
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
/* Fields of passports are the company's: whoever sees all of it. Asked by cabinet.refs_seen. */
begin
    return query
    select a.attribute_id, a.title::text, null::integer
    from estate.attributes as a
    where a.attribute_id = any (p_ids) and people.sees_all();
end
$$;
comment on function estate.attributes_seen(bigint[]) is 'Which of these fields the acting person may open
@internal';
