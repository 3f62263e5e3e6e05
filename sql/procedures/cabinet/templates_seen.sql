create function cabinet.templates_seen(
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
    select t.template_id, t.name, null::integer
    from cabinet.templates as t
    where t.template_id = any (p_ids) and people.sees_all();
end
$$;
comment on function cabinet.templates_seen(bigint[]) is 'Which of these versions of templates the acting person may open
@internal';
