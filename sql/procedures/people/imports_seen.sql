create function people.imports_seen(
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
/* Of the company. Asked by cabinet.refs_seen. */
begin
    return query
    select i.import_id, i.file_name, null::integer
    from estate.imports as i
    where i.import_id = any (p_ids) and people.sees_all();
end
$$;
comment on function people.imports_seen(bigint[]) is 'Which of these imports the acting person may open
@internal';
